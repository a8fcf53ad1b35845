package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What guests tell and do. All but addresses from leases and ARP needs the QEMU guest agent in the guest; without
 * it calls fail with {@link LibvirtError#AGENT_UNRESPONSIVE}.
 */
public final class Guests {

    /** Addresses: from the leases of the host's own DHCP server. */
    public static final int ADDRESSES_LEASE = 0;
    /** Addresses: from the guest agent. */
    public static final int ADDRESSES_AGENT = 1;
    /** Addresses: from the host's ARP table. */
    public static final int ADDRESSES_ARP = 2;

    /** Info: who is logged in. */
    public static final int INFO_USERS = 1;
    /** Info: the operating system. */
    public static final int INFO_OS = 1 << 1;
    /** Info: the time zone. */
    public static final int INFO_TIMEZONE = 1 << 2;
    /** Info: the host name. */
    public static final int INFO_HOSTNAME = 1 << 3;
    /** Info: file systems with their sizes. */
    public static final int INFO_FILESYSTEM = 1 << 4;
    /** Info: disks. */
    public static final int INFO_DISKS = 1 << 5;
    /** Info: network interfaces with their addresses. */
    public static final int INFO_INTERFACES = 1 << 6;

    private final DomainCalls calls;
    private final GuestFunctions guest;

    Guests(Session session) {
        calls = new DomainCalls(session);
        guest = session.lib.guest;
    }

    /**
     * The guest's addresses.
     *
     * @param uuid the domain
     * @param source one of the {@code ADDRESSES_} sources
     * @return its interfaces as that source knows them
     */
    public List<InterfaceAddresses> addresses(UUID uuid, int source) {
        return all(
                uuid,
                "virDomainInterfaceAddresses",
                (d, array) -> guest.virDomainInterfaceAddresses(d, array, source, 0),
                p -> {
                    InterfaceAddresses i = addresses(p);
                    guest.virDomainInterfaceFree(p);
                    return i;
                });
    }

    /** Reads {@code struct _virDomainInterface}: name, MAC at 8, the addresses' number at 16, these at 24. */
    private static InterfaceAddresses addresses(Pointer p) {
        List<InterfaceAddresses.Address> addresses = new ArrayList<>();
        Pointer first = p.getPointer(24);
        for (int i = 0; first != null && i < p.getInt(16); i++) {
            Pointer a = first.share(i * 24L, 24);
            addresses.add(
                    new InterfaceAddresses.Address(a.getInt(0) == 1, NativeText.copy(a.getPointer(8)), a.getInt(16)));
        }
        Pointer mac = p.getPointer(8);
        return new InterfaceAddresses(
                NativeText.copy(p.getPointer(0)),
                mac == null ? Optional.empty() : Optional.of(NativeText.copy(mac)),
                addresses);
    }

    /**
     * What the agent tells of the guest.
     *
     * @param uuid the domain
     * @param types {@code INFO_} groups; 0 is all that libvirt knows
     * @return under libvirt's names, such as {@code os.pretty-name}, {@code hostname}, {@code fs.0.mountpoint}
     */
    public Params info(UUID uuid, int types) {
        return calls.with(
                uuid,
                (scope, domain) -> scope.ask("virDomainGetGuestInfo", () -> {
                    PointerByReference params = new PointerByReference();
                    IntByReference count = new IntByReference();
                    scope.checked(
                            "virDomainGetGuestInfo", guest.virDomainGetGuestInfo(domain, types, params, count, 0));
                    return Jobs.taken(calls.lib(), params.getValue(), count.getValue());
                }));
    }

    /**
     * The guest's mounted file systems.
     *
     * @param uuid the domain
     * @return as the agent tells
     */
    public List<GuestFileSystem> fileSystems(UUID uuid) {
        return all(uuid, "virDomainGetFSInfo", (d, array) -> guest.virDomainGetFSInfo(d, array, 0), p -> {
            GuestFileSystem fs = fileSystem(p);
            guest.virDomainFSInfoFree(p);
            return fs;
        });
    }

    /** Reads {@code struct _virDomainFSInfo}: three strings, the disks' number at 24, their names at 32. */
    private static GuestFileSystem fileSystem(Pointer p) {
        List<String> disks = new ArrayList<>();
        Pointer names = p.getPointer(32);
        for (int i = 0; names != null && i < p.getLong(24); i++) {
            disks.add(NativeText.copy(names.getPointer(i * 8L)));
        }
        return new GuestFileSystem(
                NativeText.copy(p.getPointer(0)),
                NativeText.copy(p.getPointer(8)),
                NativeText.copy(p.getPointer(16)),
                disks);
    }

    private <T> List<T> all(UUID uuid, String request, ListCall send, Reader<T> reader) {
        return calls.with(
                uuid,
                (scope, domain) -> scope.ask(request, () -> {
                    PointerByReference array = new PointerByReference();
                    int count = scope.checked(request, send.send(domain, array));
                    List<T> all = new ArrayList<>(count);
                    Pointer first = array.getValue();
                    if (first != null) {
                        for (Pointer p : first.getPointerArray(0, count)) {
                            all.add(reader.readAndFree(p));
                        }
                        NativeText.free(first);
                    }
                    return all;
                }));
    }

    /**
     * Freezes file systems for a consistent snapshot; {@link #thaw} must follow.
     *
     * @param uuid the domain
     * @param mountPoints which; none is all
     * @return how many were frozen
     */
    public int freeze(UUID uuid, List<String> mountPoints) {
        Pointer names = names(mountPoints);
        return calls.act(uuid, "virDomainFSFreeze", d -> guest.virDomainFSFreeze(d, names, mountPoints.size(), 0));
    }

    /**
     * Thaws frozen file systems.
     *
     * @param uuid the domain
     * @param mountPoints which; none is all
     * @return how many were thawed
     */
    public int thaw(UUID uuid, List<String> mountPoints) {
        Pointer names = names(mountPoints);
        return calls.act(uuid, "virDomainFSThaw", d -> guest.virDomainFSThaw(d, names, mountPoints.size(), 0));
    }

    private static @Nullable Pointer names(List<String> mountPoints) {
        if (mountPoints.isEmpty()) {
            return null;
        }
        mountPoints.forEach(NativeText::checked);
        return new StringArray(mountPoints.toArray(String[]::new), NativeText.UTF_8);
    }

    /**
     * Sets a guest user's password.
     *
     * @param uuid the domain
     * @param user the user
     * @param password the new one; the caller wipes it
     */
    public void password(UUID uuid, String user, char[] password) {
        try (Memory secret = NativeText.secret(password)) {
            try {
                calls.act(uuid, "virDomainSetUserPassword", d -> guest.virDomainSetUserPassword(d, user, secret, 0));
            } finally {
                secret.clear();
            }
        }
    }

    /**
     * Passes a command to the agent.
     *
     * @param uuid the domain
     * @param json the command, such as <code>{"execute":"guest-ping"}</code>
     * @param seconds how long to wait for an answer; -1 is the host's default, 0 not at all
     * @return the agent's answer as JSON
     */
    public String agent(UUID uuid, String json, int seconds) {
        QemuFunctions qemu = Libvirt.qemu();
        return calls.text(uuid, "virDomainQemuAgentCommand", d -> qemu.virDomainQemuAgentCommand(d, json, seconds, 0));
    }

    @FunctionalInterface
    private interface ListCall {
        int send(Pointer domain, PointerByReference array);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T readAndFree(Pointer p);
    }
}
