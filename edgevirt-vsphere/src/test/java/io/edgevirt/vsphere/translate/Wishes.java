package io.edgevirt.vsphere.translate;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;

import io.edgevirt.Capacity;
import io.edgevirt.DiskBus;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.vsphere.translate.Estate.Compute;
import io.edgevirt.vsphere.translate.Estate.Folder;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.Estate.Node;
import io.edgevirt.vsphere.translate.Estate.Pool;
import io.edgevirt.vsphere.translate.Estate.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What tests wish for, and a small estate in which they wish it. */
final class Wishes {

    static final UUID TOKEN = UUID.fromString("8d8a2f0e-6c1f-4c1e-9a50-0e6f0e3f5a11");
    static final VMSpec.BootSpec NO_BOOT = new VMSpec.BootSpec(
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
    static final VMSpec.Placement ANYWHERE =
            new VMSpec.Placement(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    static final VMSpec.Resources NOTHING_KEPT =
            new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.empty(), false);

    static final Net NETWORK = new Net(
            "Network",
            "network-7",
            "VM-Network",
            "/DC/network/VM-Network",
            Optional.empty(),
            Optional.of(0),
            Optional.empty(),
            false);
    static final Net PORTGROUP = new Net(
            "DistributedVirtualPortgroup",
            "dvportgroup-8",
            "edge-20",
            "/DC/network/edge-20",
            Optional.of(new Estate.Port("50 1b 2c", "dvportgroup-8")),
            Optional.of(20),
            Optional.of(false),
            false);

    private Wishes() {}

    static VMSpec machine(String name) {
        return new VMSpec(
                TOKEN,
                name,
                4,
                gib(8),
                Optional.empty(),
                List.of(),
                List.of(),
                NO_BOOT,
                ANYWHERE,
                NOTHING_KEPT,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false);
    }

    /** A copy of a record of which one part is another. */
    static VMSpec with(VMSpec s, List<DiskSpec> disks, List<NicSpec> nics, VMSpec.BootSpec boot) {
        return new VMSpec(
                s.token(),
                s.name(),
                s.cpus(),
                s.memory(),
                s.dynamicMemory(),
                disks,
                nics,
                boot,
                s.placement(),
                s.resources(),
                s.devices(),
                s.vgpu(),
                s.nestedVirtualization(),
                s.cloudInit(),
                s.description(),
                s.tags(),
                s.autostart());
    }

    static VMSpec keeping(VMSpec s, VMSpec.Resources resources) {
        return new VMSpec(
                s.token(),
                s.name(),
                s.cpus(),
                s.memory(),
                s.dynamicMemory(),
                s.disks(),
                s.nics(),
                s.boot(),
                s.placement(),
                resources,
                s.devices(),
                s.vgpu(),
                s.nestedVirtualization(),
                s.cloudInit(),
                s.description(),
                s.tags(),
                s.autostart());
    }

    static VMSpec told(VMSpec s, String description, Map<String, String> tags, Optional<String> cloudInit) {
        return new VMSpec(
                s.token(),
                s.name(),
                s.cpus(),
                s.memory(),
                s.dynamicMemory(),
                s.disks(),
                s.nics(),
                s.boot(),
                s.placement(),
                s.resources(),
                s.devices(),
                s.vgpu(),
                s.nestedVirtualization(),
                cloudInit,
                Optional.of(description),
                tags,
                s.autostart());
    }

    static VMSpec passing(
            VMSpec s, List<io.edgevirt.PciAddress> devices, Optional<String> vgpu, Optional<Boolean> nested) {
        return new VMSpec(
                s.token(),
                s.name(),
                s.cpus(),
                s.memory(),
                s.dynamicMemory(),
                s.disks(),
                s.nics(),
                s.boot(),
                s.placement(),
                s.resources(),
                devices,
                vgpu,
                nested,
                s.cloudInit(),
                s.description(),
                s.tags(),
                s.autostart());
    }

    static VMSpec.BootSpec guestOs(String id) {
        return new VMSpec.BootSpec(
                Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.of(id));
    }

    static DiskSpec disk(Size size) {
        return new DiskSpec(size, Optional.empty(), Optional.empty(), true, Optional.empty());
    }

    static DiskSpec disk(Size size, DiskBus bus) {
        return new DiskSpec(size, Optional.empty(), Optional.empty(), true, Optional.of(bus));
    }

    static NicSpec nic(String network) {
        return new NicSpec(network, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static NicSpec nic(String network, String mac) {
        return new NicSpec(network, Optional.empty(), Optional.empty(), Optional.of(mac));
    }

    static Store store(String id, String name, Size free) {
        return new Store(
                new PoolInfo(
                        id,
                        name,
                        "VMFS",
                        Optional.of(new Capacity(gib(1000), Optional.empty(), Optional.of(free))),
                        true,
                        Optional.of(true),
                        Optional.of("/DC/datastore/" + name)),
                "datacenter-2",
                "DC");
    }

    static Node node(String id, String name, String compute, Size free) {
        return new Node(
                id,
                name,
                "/DC/host/" + name,
                compute,
                Optional.empty(),
                Optional.of(free),
                Set.of("datastore-5", "datastore-6"),
                Set.of("network-7", "dvportgroup-8"));
    }

    /** A cluster with DRS and two hosts, and a host that stands alone. */
    static Estate estate() {
        return new Estate(
                true,
                List.of(
                        new Compute(
                                "domain-c7",
                                "Edge-Cluster",
                                "/DC/host/Edge-Cluster",
                                "datacenter-2",
                                true,
                                true,
                                "resgroup-8"),
                        new Compute(
                                "domain-s10", "lone", "/DC/host/lone", "datacenter-2", false, false, "resgroup-11")),
                List.of(
                        node("host-9", "esx1", "domain-c7", gib(64)),
                        node("host-10", "esx2", "domain-c7", gib(32)),
                        node("host-12", "lone", "domain-s10", gib(16))),
                List.of(
                        new Pool("resgroup-8", "Resources", "/DC/host/Edge-Cluster/Resources", "domain-c7"),
                        new Pool("resgroup-9", "edge", "/DC/host/Edge-Cluster/Resources/edge", "domain-c7"),
                        new Pool("resgroup-11", "Resources", "/DC/host/lone/Resources", "domain-s10")),
                List.of(
                        new Folder("group-v3", "vm", "/DC/vm", "datacenter-2", true),
                        new Folder("group-v4", "line-1", "/DC/vm/line-1", "datacenter-2", false)),
                List.of(store("datastore-5", "vsan-datastore", gib(500)), store("datastore-6", "small", mib(100))),
                List.of(NETWORK, PORTGROUP));
    }

    static Estate estate(UnaryOperator<Node> changed) {
        Estate e = estate();
        return new Estate(
                e.vCenter(),
                e.computes(),
                e.nodes().stream().map(changed).toList(),
                e.pools(),
                e.folders(),
                e.stores(),
                e.nets());
    }

    static Place place() {
        Estate e = estate();
        return new Place(
                e.computes().get(0),
                e.pools().get(0),
                Optional.empty(),
                e.folders().get(0),
                e.stores().get(0),
                List.of());
    }

    static Place place(int disks) {
        Place p = place();
        return new Place(
                p.compute(), p.pool(), p.node(), p.folder(), p.home(), java.util.Collections.nCopies(disks, p.home()));
    }
}
