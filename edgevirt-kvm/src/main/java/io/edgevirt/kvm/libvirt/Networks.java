package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Virtual networks. */
public final class Networks {

    /** List: networks that are off. */
    public static final int LIST_INACTIVE = 1;
    /** List: networks that run. */
    public static final int LIST_ACTIVE = 1 << 1;
    /** XML: the definition instead of what runs. */
    public static final int XML_INACTIVE = 1;

    private final Session session;
    private final NetworkFunctions network;

    Networks(Session session) {
        this.session = session;
        network = session.lib.network;
    }

    /**
     * All networks, in one request.
     *
     * @param flags {@code LIST_} filters; 0 is all
     * @return their identities
     */
    public List<Named> list(int flags) {
        try (Scope scope = session.enter()) {
            return all(scope, flags).stream().map(this::name).toList();
        }
    }

    /**
     * All networks with their definitions: one request each after the list.
     *
     * @param flags {@code LIST_} filters; 0 is all
     * @return network XML by identity, in libvirt's order
     */
    public Map<Named, String> listXml(int flags) {
        try (Scope scope = session.enter()) {
            Map<Named, String> xml = new LinkedHashMap<>();
            for (Pointer n : all(scope, flags)) {
                xml.put(name(n), scope.text("virNetworkGetXMLDesc", () -> network.virNetworkGetXMLDesc(n, 0)));
            }
            return xml;
        }
    }

    private List<Pointer> all(Scope scope, int flags) {
        return scope.acquireAll(
                "virConnectListAllNetworks",
                array -> network.virConnectListAllNetworks(scope.conn(), array, flags),
                network::virNetworkFree);
    }

    /**
     * Finds a network by name.
     *
     * @param name its name
     * @return empty if there is none
     */
    public Optional<Named> find(String name) {
        return found(scope -> scope.acquire(
                "virNetworkLookupByName",
                () -> network.virNetworkLookupByName(scope.conn(), name),
                network::virNetworkFree));
    }

    /**
     * Finds a network by uuid.
     *
     * @param uuid its uuid
     * @return empty if there is none
     */
    public Optional<Named> find(UUID uuid) {
        return found(scope -> lookup(scope, uuid));
    }

    private Optional<Named> found(Function<Scope, Pointer> lookup) {
        try (Scope scope = session.enter()) {
            return Optional.of(name(lookup.apply(scope)));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_NETWORK)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether there is a network filter of a name.
     *
     * @param name its name, such as {@code no-mac-spoofing}
     * @return false also where libvirt has no driver for filters
     */
    public boolean filter(String name) {
        try (Scope scope = session.enter()) {
            scope.acquire(
                    "virNWFilterLookupByName",
                    () -> network.virNWFilterLookupByName(scope.conn(), name),
                    network::virNWFilterFree);
            return true;
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_NWFILTER, LibvirtError.NO_SUPPORT)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The definition.
     *
     * @param uuid the network
     * @param flags {@link #XML_INACTIVE} or 0
     * @return network XML
     */
    public String xml(UUID uuid, int flags) {
        return with(
                uuid, (scope, n) -> scope.text("virNetworkGetXMLDesc", () -> network.virNetworkGetXMLDesc(n, flags)));
    }

    /**
     * Defines a network, or changes the definition of the one with the same uuid and name.
     *
     * @param xml network XML
     * @return who it is
     */
    public Named define(String xml) {
        return made("virNetworkDefineXML", scope -> network.virNetworkDefineXML(scope.conn(), xml));
    }

    /**
     * Starts a network that vanishes when it stops.
     *
     * @param xml network XML
     * @return who it is
     */
    public Named create(String xml) {
        return made("virNetworkCreateXML", scope -> network.virNetworkCreateXML(scope.conn(), xml));
    }

    private Named made(String request, Function<Scope, @Nullable Pointer> send) {
        try (Scope scope = session.enter()) {
            return name(scope.acquire(request, () -> send.apply(scope), network::virNetworkFree));
        }
    }

    /**
     * Starts a defined network.
     *
     * @param uuid the network
     */
    public void start(UUID uuid) {
        act(uuid, "virNetworkCreate", network::virNetworkCreate);
    }

    /**
     * Stops a network, whoever uses it.
     *
     * @param uuid the network
     */
    public void stop(UUID uuid) {
        act(uuid, "virNetworkDestroy", network::virNetworkDestroy);
    }

    /**
     * Removes the definition.
     *
     * @param uuid the network
     */
    public void undefine(UUID uuid) {
        act(uuid, "virNetworkUndefine", network::virNetworkUndefine);
    }

    /**
     * Changes a part of a network, running or not.
     *
     * @param uuid the network
     * @param command {@code virNetworkUpdateCommand}: 1 modify, 2 delete, 3 add last, 4 add first
     * @param section {@code virNetworkUpdateSection}, such as 4 for a DHCP host, 9 for a port group
     * @param parent which parent element, -1 for any
     * @param xml the element
     * @param flags {@code AFFECT_} flags of {@link Devices}
     */
    public void update(UUID uuid, int command, int section, int parent, String xml, int flags) {
        act(uuid, "virNetworkUpdate", n -> network.virNetworkUpdate(n, command, section, parent, xml, flags));
    }

    /**
     * Whether the network runs.
     *
     * @param uuid the network
     * @return true if so
     */
    public boolean active(UUID uuid) {
        return act(uuid, "virNetworkIsActive", network::virNetworkIsActive) == 1;
    }

    /**
     * The host's bridge of the network.
     *
     * @param uuid the network
     * @return its name; empty for a network without one
     */
    public Optional<String> bridge(UUID uuid) {
        try {
            return Optional.of(with(
                    uuid,
                    (scope, n) -> scope.text("virNetworkGetBridgeName", () -> network.virNetworkGetBridgeName(n))));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.INTERNAL_ERROR) && !e.connectionLost()) {
                return Optional.empty(); // libvirt has no better code for "does not have a bridge name"
            }
            throw e;
        }
    }

    /**
     * Whether the network starts with its host.
     *
     * @param uuid the network
     * @return true if so
     */
    public boolean autostart(UUID uuid) {
        IntByReference on = new IntByReference();
        act(uuid, "virNetworkGetAutostart", n -> network.virNetworkGetAutostart(n, on));
        return on.getValue() != 0;
    }

    /**
     * Makes the network start with its host, or not.
     *
     * @param uuid the network
     * @param on whether to
     */
    public void autostart(UUID uuid, boolean on) {
        act(uuid, "virNetworkSetAutostart", n -> network.virNetworkSetAutostart(n, on ? 1 : 0));
    }

    /**
     * The addresses that the network's own DHCP server gave away.
     *
     * @param uuid the network
     * @return the leases now; none if it has no such server
     */
    public List<Lease> leases(UUID uuid) {
        return with(
                uuid,
                (scope, n) -> scope.ask("virNetworkGetDHCPLeases", () -> {
                    PointerByReference array = new PointerByReference();
                    int count = scope.checked(
                            "virNetworkGetDHCPLeases", network.virNetworkGetDHCPLeases(n, null, array, 0));
                    List<Lease> leases = new ArrayList<>(count);
                    Pointer first = array.getValue();
                    if (first != null) {
                        for (Pointer lease : first.getPointerArray(0, count)) {
                            leases.add(lease(lease));
                            network.virNetworkDHCPLeaseFree(lease);
                        }
                        NativeText.free(first);
                    }
                    return leases;
                }));
    }

    /** Reads a {@code struct _virNetworkDHCPLease}: nine members of 8 bytes each, with padding. */
    private static Lease lease(Pointer p) {
        long expires = p.getLong(8);
        return new Lease(
                NativeText.copy(p.getPointer(0)),
                expires > 0 ? Optional.of(Instant.ofEpochSecond(expires)) : Optional.empty(),
                p.getInt(16) == 1,
                optional(p.getPointer(24)),
                NativeText.copy(p.getPointer(40)),
                p.getInt(48),
                optional(p.getPointer(56)));
    }

    private static Optional<String> optional(@Nullable Pointer text) {
        return text == null ? Optional.empty() : Optional.of(NativeText.copy(text));
    }

    private int act(UUID uuid, String request, ToIntFunction<Pointer> send) {
        return with(uuid, (scope, n) -> scope.run(request, () -> send.applyAsInt(n)));
    }

    private <T> T with(UUID uuid, BiFunction<Scope, Pointer, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(scope, lookup(scope, uuid));
        }
    }

    private Pointer lookup(Scope scope, UUID uuid) {
        return scope.acquire(
                "virNetworkLookupByUUIDString",
                () -> network.virNetworkLookupByUUIDString(scope.conn(), uuid.toString()),
                network::virNetworkFree);
    }

    private Named name(Pointer n) {
        return new Named(Handles.uuid(n, network::virNetworkGetUUID), NativeText.copy(network.virNetworkGetName(n)));
    }
}
