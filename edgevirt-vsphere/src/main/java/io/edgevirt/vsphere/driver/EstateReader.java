package io.edgevirt.vsphere.driver;

import io.edgevirt.HostInfo;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.vsphere.read.DatastoreReader;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.HostReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Paths;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.Estate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a placement must know of the inventory in one listing. */
final class EstateReader {

    private static final long MIB = 1024L * 1024;

    private static final List<Selection> WANTED = List.of(
            Selection.of("Datacenter", "name", "parent", "vmFolder"),
            Selection.of("Folder", "name", "parent", "childType"),
            Selection.of("StoragePod", "name", "parent"),
            Selection.of("ComputeResource", "name", "parent", "resourcePool", "configurationEx"),
            Selection.of(
                    "HostSystem",
                    "name",
                    "parent",
                    "runtime.connectionState",
                    "runtime.powerState",
                    "runtime.inMaintenanceMode",
                    "summary.hardware.memorySize",
                    "summary.quickStats.overallMemoryUsage",
                    "datastore",
                    "network",
                    "configManager.networkSystem"),
            Selection.of("ResourcePool", "name", "parent", "owner"),
            DatastoreReader.DATASTORE,
            Selection.of("Network", "name", "parent", "host", "summary"),
            Selection.of(
                    "DistributedVirtualPortgroup",
                    "name",
                    "parent",
                    "host",
                    "summary",
                    "key",
                    "tag",
                    "config.distributedVirtualSwitch",
                    "config.defaultPortConfig"),
            Selection.of("DistributedVirtualSwitch", "name", "parent", "uuid"));

    private final Site site;
    private final Map<String, Managed> objects = new HashMap<>();
    private final List<Managed> portgroups = new ArrayList<>();
    private final Paths paths;
    private final String root;

    private EstateReader(Site site, boolean portgroupsToo) {
        this.site = site;
        root = site.vim().content().getRootFolder().getVal();
        List<Managed> listing = site.inventory().all(WANTED);
        listing.forEach(o -> objects.put(o.id(), o));
        paths = Paths.of(listing, root);
        if (portgroupsToo) {
            List<Reference> systems = listing.stream()
                    .flatMap(o -> o.at("configManager.networkSystem").reference().stream())
                    .toList();
            portgroups.addAll(
                    site.inventory().many(systems, Selection.of("HostNetworkSystem", "networkInfo.portgroup")));
        }
    }

    /**
     * Reads.
     *
     * @param portgroupsToo whether VLANs and security of the hosts' own portgroups are wanted, which are further requests
     */
    static Estate read(Site site, boolean portgroupsToo) {
        return new EstateReader(site, portgroupsToo).estate();
    }

    private Estate estate() {
        List<Estate.Compute> computes = new ArrayList<>();
        List<Estate.Node> nodes = new ArrayList<>();
        List<Estate.Pool> pools = new ArrayList<>();
        List<Estate.Folder> folders = new ArrayList<>();
        List<Estate.Net> nets = new ArrayList<>();
        for (Managed object : objects.values()) {
            switch (object.type()) {
                case "ComputeResource", "ClusterComputeResource" -> computes.add(compute(object));
                case "HostSystem" -> nodes.add(node(object));
                case "ResourcePool", "VirtualApp" ->
                    pools.add(new Estate.Pool(
                            object.id(),
                            name(object),
                            path(object),
                            object.text("owner").orElse("")));
                case "Folder" -> folder(object).ifPresent(folders::add);
                case "Network", "DistributedVirtualPortgroup", "OpaqueNetwork" -> nets.add(net(object));
                default -> {}
            }
        }
        List<Estate.Store> stores = new ArrayList<>();
        for (PoolInfo info : DatastoreReader.pools(objects.values(), root)) {
            Managed store = objects.get(info.id());
            String datacenter = store == null ? "" : datacenter(store);
            stores.add(new Estate.Store(info, datacenter, sitePath(datacenter)));
        }
        return new Estate(site.vim().vCenter(), computes, nodes, pools, folders, stores, nets);
    }

    private static String name(Managed object) {
        return object.text("name").map(Names::plain).orElse(object.id());
    }

    private String path(Managed object) {
        return paths.path(object).orElse(object.id());
    }

    private String sitePath(String datacenter) {
        return Optional.ofNullable(objects.get(datacenter))
                .flatMap(paths::path)
                .map(p -> p.substring(1))
                .orElse("");
    }

    /** The datacenter that something lies in; the way up is as long as the inventory is deep. */
    private String datacenter(Managed object) {
        Set<String> seen = new HashSet<>();
        Managed at = object;
        while (at != null && seen.add(at.id())) {
            if (at.type().equals("Datacenter")) {
                return at.id();
            }
            at = at.text("parent").map(objects::get).orElse(null);
        }
        return "";
    }

    private Estate.Compute compute(Managed object) {
        boolean cluster = object.type().equals("ClusterComputeResource");
        return new Estate.Compute(
                object.id(),
                name(object),
                path(object),
                datacenter(object),
                cluster,
                cluster
                        && object.at("configurationEx")
                                .flag("drsConfig/enabled")
                                .orElse(false),
                object.text("resourcePool").orElse(""));
    }

    private Estate.Node node(Managed host) {
        Optional<Size> memory = host.at("summary.hardware.memorySize").size(1);
        Optional<Size> used = host.at("summary.quickStats.overallMemoryUsage").size(MIB);
        return new Estate.Node(
                host.id(),
                name(host),
                path(host),
                host.text("parent").orElse(""),
                unusable(HostReader.state(host)),
                memory.flatMap(m -> used.filter(u -> u.compareTo(m) <= 0).map(m::minus)),
                ids(host.at("datastore")),
                ids(host.at("network")));
    }

    private static Optional<String> unusable(HostInfo.State state) {
        return switch (state) {
            case UP, UNKNOWN -> Optional.empty();
            case MAINTENANCE -> Optional.of("it is in maintenance mode");
            case DOWN -> Optional.of("it is not connected or switched off");
        };
    }

    private static Set<String> ids(Element references) {
        Set<String> ids = new HashSet<>();
        references.references().forEach(r -> ids.add(r.id()));
        return ids;
    }

    /** Folders of machines alone; hosts, networks and datastores lie in others. */
    private Optional<Estate.Folder> folder(Managed folder) {
        boolean machines = folder.at("childType").children().stream()
                .anyMatch(t -> t.text().equals("VirtualMachine"));
        if (!machines) {
            return Optional.empty();
        }
        String datacenter = datacenter(folder);
        Managed above = objects.get(datacenter);
        boolean top = above != null
                && above.text("vmFolder").filter(folder.id()::equals).isPresent();
        return Optional.of(new Estate.Folder(folder.id(), name(folder), path(folder), datacenter, top));
    }

    private Estate.Net net(Managed net) {
        boolean distributed = net.type().equals("DistributedVirtualPortgroup");
        Optional<Estate.Port> port = Optional.empty();
        if (distributed) {
            port = net.text("config.distributedVirtualSwitch")
                    .map(objects::get)
                    .flatMap(s -> s.text("uuid"))
                    .map(uuid -> new Estate.Port(uuid, net.text("key").orElse(net.id())));
        } else if (net.type().equals("OpaqueNetwork")) {
            Element summary = net.at("summary");
            port = Optional.of(new Estate.Port(
                    summary.at("opaqueNetworkId").text(),
                    summary.at("opaqueNetworkType").text()));
        }
        boolean uplink = net.at("tag").children().stream()
                .anyMatch(t -> t.at("key").text().equals("SYSTEM/DVS.UPLINKPG"));
        return new Estate.Net(
                net.type(),
                net.id(),
                name(net),
                path(net),
                port,
                distributed ? vlan(net.at("config.defaultPortConfig")) : vlan(standard(net)),
                distributed ? spoofing(net.at("config.defaultPortConfig")) : spoofing(standard(net)),
                uplink);
    }

    private static Optional<Integer> vlan(Element portConfig) {
        return portConfig.at("vlan").type().equals("VmwareDistributedVirtualSwitchVlanIdSpec")
                ? portConfig.number("vlan/vlanId").map(Long::intValue)
                : Optional.empty();
    }

    private static Optional<Boolean> spoofing(Element portConfig) {
        return portConfig
                .flag("macManagementPolicy/forgedTransmits")
                .or(() -> portConfig.flag("securityPolicy/forgedTransmits/value"));
    }

    /** The hosts' own portgroups behind a standard network. */
    private List<Element> standard(Managed net) {
        String kept = net.text("name").orElse("");
        Set<String> systems = new HashSet<>();
        net.at("host")
                .references()
                .forEach(h -> Optional.ofNullable(objects.get(h.id()))
                        .flatMap(o -> o.text("configManager.networkSystem"))
                        .ifPresent(systems::add));
        return portgroups.stream()
                .filter(s -> systems.contains(s.id()))
                .flatMap(s -> s.at("networkInfo.portgroup").children().stream())
                .filter(p -> p.at("spec/name").text().equals(kept))
                .toList();
    }

    /** What they agree on. */
    private static Optional<Integer> vlan(List<Element> portgroups) {
        List<Long> told = portgroups.stream()
                .flatMap(p -> p.number("spec/vlanId").stream())
                .distinct()
                .toList();
        return told.size() == 1 ? Optional.of(told.get(0).intValue()) : Optional.empty();
    }

    private static Optional<Boolean> spoofing(List<Element> portgroups) {
        List<Boolean> told = portgroups.stream()
                .flatMap(p -> p.flag("computedPolicy/security/forgedTransmits").stream())
                .distinct()
                .toList();
        return told.size() == 1 ? Optional.of(told.get(0)) : Optional.empty();
    }
}
