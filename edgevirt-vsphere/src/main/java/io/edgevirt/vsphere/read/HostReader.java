package io.edgevirt.vsphere.read;

import io.edgevirt.HostInfo;
import io.edgevirt.Size;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A listing of hosts with what they lie in to {@link HostInfo}s. */
public final class HostReader {

    /** What a listing of hosts asks for. */
    public static final List<Selection> WANTED = Stream.concat(
                    Stream.of(Selection.of(
                            "HostSystem",
                            "name",
                            "parent",
                            "runtime.connectionState",
                            "runtime.powerState",
                            "runtime.inMaintenanceMode",
                            "summary.hardware.numCpuThreads",
                            "summary.hardware.memorySize",
                            "summary.quickStats.overallMemoryUsage",
                            "summary.config.product.version")),
                    Paths.OF_HOSTS.stream())
            .toList();

    private static final long MIB = 1024 * 1024;

    private HostReader() {}

    /**
     * Reads a listing.
     *
     * @param listing what was read of {@link #WANTED}
     * @param root the id of the root folder
     * @return the hosts; one whose name the login may not read is called by its id
     */
    public static List<HostInfo> hosts(Collection<Managed> listing, String root) {
        Paths paths = Paths.of(listing, root);
        Map<String, Managed> holders = new HashMap<>();
        listing.forEach(o -> holders.put(o.id(), o));
        return listing.stream()
                .filter(o -> o.type().equals("HostSystem") && !MachineReader.gone(o))
                .map(o -> host(o, paths, holders))
                .toList();
    }

    private static HostInfo host(Managed host, Paths paths, Map<String, Managed> holders) {
        Optional<Size> memory = host.at("summary.hardware.memorySize").size(1).filter(s -> s.bytes() > 0);
        Optional<Size> used = host.at("summary.quickStats.overallMemoryUsage").size(MIB);
        return new HostInfo(
                host.id(),
                host.text("name").map(Names::plain).orElse(host.id()),
                state(host),
                host.at("summary.hardware.numCpuThreads").count(),
                memory,
                memory.flatMap(
                        m -> used.filter(u -> u.bytes() <= m.bytes()).map(u -> Size.ofBytes(m.bytes() - u.bytes()))),
                host.text("summary.config.product.version"),
                host.text("parent")
                        .filter(p ->
                                holders.containsKey(p) && holders.get(p).type().equals("ClusterComputeResource"))
                        .flatMap(paths::name),
                paths.path(host));
    }

    /**
     * Whether a host can be used.
     *
     * @param host a host with {@code runtime.connectionState}, {@code runtime.powerState} and {@code
     *     runtime.inMaintenanceMode}
     * @return its state
     */
    public static HostInfo.State state(Managed host) {
        String power = host.at("runtime.powerState").text();
        if (power.equals("poweredOff") || power.equals("standBy")) {
            return HostInfo.State.DOWN;
        }
        return switch (host.at("runtime.connectionState").text()) {
            case "connected" ->
                host.at("runtime.inMaintenanceMode").flag().orElse(false)
                        ? HostInfo.State.MAINTENANCE
                        : HostInfo.State.UP;
            case "disconnected", "notResponding" -> HostInfo.State.DOWN;
            default -> HostInfo.State.UNKNOWN;
        };
    }
}
