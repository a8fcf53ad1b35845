package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The host behind a connection: who it is, what it can do, what it has. */
public final class Host {

    private static final int ALL_CELLS = -1;
    private static final int FIELD = 80;
    private static final int STAT = 88;

    private final Session session;
    private final ConnectFunctions connect;
    private final HostFunctions host;

    Host(Session session) {
        this.session = session;
        connect = session.lib.connect;
        host = session.lib.host;
    }

    /**
     * The driver's name.
     *
     * @return such as {@code QEMU} or {@code TEST}
     */
    public String type() {
        return in(scope -> scope.ask(
                "virConnectGetType",
                () -> NativeText.copy(scope.checked("virConnectGetType", connect.virConnectGetType(scope.conn())))));
    }

    /**
     * The hypervisor's version.
     *
     * @return such as {@code 7.2.19}; empty where the driver knows none
     */
    public Optional<String> hypervisorVersion() {
        return version("virConnectGetVersion", connect::virConnectGetVersion);
    }

    /**
     * The daemon's libvirt version.
     *
     * @return such as {@code 9.0.0}
     */
    public Optional<String> libvirtVersion() {
        return version("virConnectGetLibVersion", connect::virConnectGetLibVersion);
    }

    /**
     * The version of the client library on this machine; asks no server.
     *
     * @return such as {@code 9.0.0}
     */
    public String clientVersion() {
        return in(scope -> {
            LongByReference version = new LongByReference();
            scope.checked("virGetVersion", connect.virGetVersion(version, null, null));
            return dotted(version.getValue());
        });
    }

    private Optional<String> version(String request, VersionCall call) {
        LongByReference version = new LongByReference();
        in(scope -> scope.run(request, () -> call.send(scope.conn(), version)));
        return version.getValue() == 0 ? Optional.empty() : Optional.of(dotted(version.getValue()));
    }

    /** libvirt counts major · 1,000,000 + minor · 1,000 + release. */
    private static String dotted(long version) {
        return version / 1_000_000 + "." + version / 1_000 % 1_000 + "." + version % 1_000;
    }

    /**
     * The host's name.
     *
     * @return as the host sees itself
     */
    public String hostname() {
        return text("virConnectGetHostname", connect::virConnectGetHostname);
    }

    /**
     * The connection's URI in full.
     *
     * @return as libvirt resolved it
     */
    public String uri() {
        return text("virConnectGetURI", connect::virConnectGetURI);
    }

    /**
     * What the host can do.
     *
     * @return capabilities XML
     */
    public String capabilities() {
        return text("virConnectGetCapabilities", host::virConnectGetCapabilities);
    }

    /**
     * What domains can have on this host.
     *
     * @param emulator the path of the emulator; null for the default
     * @param arch the guest's architecture; null for the host's
     * @param machine the machine type; null for the default
     * @param type {@code kvm}, {@code qemu}, …; null for the best
     * @return domain capabilities XML
     */
    public String domainCapabilities(
            @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String type) {
        return text(
                "virConnectGetDomainCapabilities",
                conn -> host.virConnectGetDomainCapabilities(conn, emulator, arch, machine, type, 0));
    }

    /**
     * What the host's firmware says of the machine.
     *
     * @return SMBIOS as XML; empty if it cannot be had, which is common
     */
    public Optional<String> sysinfo() {
        try {
            return Optional.of(text("virConnectGetSysinfo", conn -> host.virConnectGetSysinfo(conn, 0)));
        } catch (LibvirtError e) {
            if (!e.connectionLost()
                    && e.is(
                            LibvirtError.NO_SUPPORT,
                            LibvirtError.CONFIG_UNSUPPORTED,
                            LibvirtError.OPERATION_UNSUPPORTED,
                            LibvirtError.INTERNAL_ERROR)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The most virtual CPUs that a domain can have.
     *
     * @param type {@code kvm}, {@code qemu}, …; null for the driver's default
     * @return how many
     */
    public int maxCpus(@Nullable String type) {
        return in(scope -> scope.run("virConnectGetMaxVcpus", () -> host.virConnectGetMaxVcpus(scope.conn(), type)));
    }

    /**
     * The host's CPUs.
     *
     * @return their numbers
     */
    public NodeInfo node() {
        Memory info = Handles.cleared(64);
        in(scope -> scope.run("virNodeGetInfo", () -> host.virNodeGetInfo(scope.conn(), info)));
        return new NodeInfo(
                info.getString(0, NativeText.UTF_8),
                info.getInt(40),
                info.getInt(44),
                info.getInt(48),
                info.getInt(52),
                info.getInt(56),
                info.getInt(60));
    }

    /**
     * The host's memory, in two requests.
     *
     * @return {@code total}, {@code free}, {@code buffers}, {@code cached}, in KiB; what the host does not report
     *     is absent, and all of it where the driver has no such figures
     */
    public Map<String, Long> memory() {
        String request = "virNodeGetMemoryStats";
        return in(scope -> unlessUnsupported(() -> {
            IntByReference count = new IntByReference();
            scope.run(request, () -> host.virNodeGetMemoryStats(scope.conn(), ALL_CELLS, null, count, 0));
            Memory stats = Handles.cleared((long) STAT * Math.max(1, count.getValue()));
            scope.run(request, () -> host.virNodeGetMemoryStats(scope.conn(), ALL_CELLS, stats, count, 0));
            Map<String, Long> byName = new LinkedHashMap<>();
            for (int i = 0; i < count.getValue(); i++) {
                Pointer stat = stats.share((long) i * STAT, STAT);
                byName.put(stat.getString(0, NativeText.UTF_8), stat.getLong(FIELD));
            }
            return byName;
        }));
    }

    private static Map<String, Long> unlessUnsupported(Supplier<Map<String, Long>> ask) {
        try {
            return ask.get();
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_SUPPORT)) {
                return Map.of();
            }
            throw e;
        }
    }

    /**
     * The host's free memory.
     *
     * @return in bytes
     */
    public long freeMemory() {
        return in(scope -> scope.ask("virNodeGetFreeMemory", () -> {
            long free = host.virNodeGetFreeMemory(scope.conn());
            if (free == 0) {
                throw session.failure("virNodeGetFreeMemory");
            }
            return free;
        }));
    }

    private String text(String request, Function<Pointer, @Nullable Pointer> send) {
        return in(scope -> scope.text(request, () -> send.apply(scope.conn())));
    }

    private <T> T in(Function<Scope, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(scope);
        }
    }

    @FunctionalInterface
    private interface VersionCall {
        int send(Pointer conn, LongByReference version);
    }
}
