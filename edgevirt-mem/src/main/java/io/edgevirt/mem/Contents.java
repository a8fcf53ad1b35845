package io.edgevirt.mem;

import static io.edgevirt.Size.gb;
import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.tib;

import io.edgevirt.HCIDisk;
import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a fresh system has. */
final class Contents {

    private static final int VGA = 0x030000;

    private Contents() {}

    static void fill(World world, int hosts, boolean bare) {
        for (int i = 1; i <= hosts; i++) {
            host(world, (world.preset() == Preset.HYPERV_CLUSTER ? "node" : "host") + i);
        }
        if (world.preset() == Preset.HYPERV_CLUSTER) {
            world.things()
                    .groups()
                    .add(new Group(
                            world.nextName("cluster"),
                            "Site-Cluster",
                            world.things().nodes(),
                            Optional.of("10.0.0.99")));
        }
        pool(world, "default", "dir", tib(1));
        if (bare) {
            return;
        }
        pool(world, "vsan-datastore", "vsan", tib(4));
        bridge(world, "br0", SwitchInfo.Kind.EXTERNAL, "eno1", "");
        bridge(world, "VM-Network", SwitchInfo.Kind.EXTERNAL, "eno1", "");
        bridge(world, "External", SwitchInfo.Kind.EXTERNAL, "eno2", "");
        bridge(world, "default", SwitchInfo.Kind.NAT, "", "192.168.122.0/24");
        fabric(world, "Edge-Cluster", world.preset().hciSystem(), List.of("node1", "node2"));
        template(world);
    }

    static Node host(World world, String name) {
        Node node = new Node(world.nextName("host"), name, hardware(name));
        world.things().nodes().add(node);
        return node;
    }

    static void pool(World world, String name, String kind, Size total) {
        world.things().stores().add(new Store(world.nextName("pool"), name, kind, total, false));
    }

    static void bridge(World world, String name, SwitchInfo.Kind kind, String uplink, String cidr) {
        world.things()
                .bridges()
                .add(new Bridge(
                        world.nextName("switch"),
                        name,
                        kind,
                        uplink.isEmpty() ? Optional.empty() : Optional.of(uplink),
                        cidr.isEmpty() ? Optional.empty() : Optional.of(cidr),
                        Optional.empty(),
                        Optional.empty()));
    }

    static Fabric fabric(World world, String name, String system, List<String> nodes) {
        List<HCIDisk> disks = new ArrayList<>();
        for (String node : nodes) {
            disks.add(new HCIDisk(
                    world.nextName("disk"),
                    Optional.of(node),
                    Optional.of(gb(400)),
                    Hardware.DiskKind.NVME,
                    Optional.of("cache"),
                    Optional.of(true),
                    Optional.of(0.02)));
            disks.add(new HCIDisk(
                    world.nextName("disk"),
                    Optional.of(node),
                    Optional.of(gb(1_920)),
                    Hardware.DiskKind.SSD,
                    Optional.of("capacity"),
                    Optional.of(true),
                    Optional.of(0.01)));
        }
        Fabric fabric = new Fabric(new HCIRole.Entry(world.nextName("hci"), name, system, nodes), disks);
        world.things().fabrics().add(fabric);
        return fabric;
    }

    /** A machine that passes every hardware check of EdgeVirt's, the recommended ones too. */
    static Hardware hardware(String name) {
        return hardware(name, 16, gib(64));
    }

    static Hardware hardware(String name, int cores, Size memory) {
        return new Hardware(
                name,
                new Hardware.Cpu(
                        Optional.of("Simulated CPU"),
                        Optional.of("x86_64"),
                        Optional.of(cores),
                        Optional.of(2 * cores),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(true)),
                Optional.of(memory),
                List.of(new Hardware.DiskDevice(
                        "nvme0n1", Optional.of(gb(960)), Hardware.DiskKind.NVME, Optional.of("Simulated NVMe"))),
                List.of(nic("eno1", 1), nic("eno2", 2), nic("Ethernet", 3)),
                List.of(new Hardware.PciDevice(
                        new PciAddress(0, 0x65, 0, 0), "Simulated GPU", Optional.of(VGA), Optional.of(1))),
                Optional.of(true),
                Optional.of(true),
                Optional.of("2.0"),
                Optional.of(true));
    }

    private static Hardware.NetworkAdapter nic(String name, int number) {
        return new Hardware.NetworkAdapter(
                name, Optional.of("02:00:00:00:00:0" + number), Optional.of(10_000_000_000L), Optional.of(true));
    }

    static Machine template(World world) {
        return template(world, "Windows-IoT-Template");
    }

    static Machine template(World world, String name) {
        DiskSpec disk = new DiskSpec(gib(64), Optional.empty(), Optional.empty(), true, Optional.empty());
        Optional<String> none = Optional.empty();
        VMSpec spec = new VMSpec(
                new UUID(0, world.nextNumber()),
                name,
                2,
                gib(4),
                Optional.empty(),
                List.of(disk),
                List.of(),
                new VMSpec.BootSpec(
                        Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), none),
                new VMSpec.Placement(none, none, none, none),
                new VMSpec.Resources(Optional.empty(), Optional.empty(), none, false),
                List.of(),
                none,
                Optional.empty(),
                none,
                none,
                Map.of(),
                false);
        Machine machine = new Machine(
                world,
                world.nextId(),
                spec,
                world.guestFor(name, Optional.empty()),
                world.things().nodes().get(0));
        Store store = world.things().stores().get(0);
        Blob blob = new Blob(
                world.nextName("volume"),
                store.freeName(name),
                Optional.of(store),
                Optional.empty(),
                "raw",
                disk.size(),
                true);
        store.add(blob);
        machine.slots().add(new Machine.Slot("disk-1", blob, io.edgevirt.DiskBus.VIRTIO));
        machine.template(true);
        world.machines().put(machine.id(), machine);
        return machine;
    }
}
