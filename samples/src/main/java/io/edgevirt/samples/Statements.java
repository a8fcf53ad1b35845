package io.edgevirt.samples;

import static io.edgevirt.Size.gb;
import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;

import io.edgevirt.About;
import io.edgevirt.Cluster;
import io.edgevirt.DeleteOptions;
import io.edgevirt.Disk;
import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Feature;
import io.edgevirt.Findings;
import io.edgevirt.Firmware;
import io.edgevirt.HCIPool;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.Migrated;
import io.edgevirt.Nic;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import io.edgevirt.Plan;
import io.edgevirt.Progress;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Subscription;
import io.edgevirt.Support;
import io.edgevirt.Switch;
import io.edgevirt.Task;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.hardware.HardwareCheck;
import io.edgevirt.hardware.HardwareReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What users write, statement by statement, in an order in which it runs in memory. The tests run the same statements
 * in JShell: there each method's statements follow one another without the method around them.
 */
public final class Statements {

    private Statements() {}

    /**
     * Runs them all.
     *
     * @param args not looked at
     */
    public static void main(String... args) {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            connect();
            VM vm = define(hv);
            placeAndTune(hv);
            cloneTemplate(hv);
            lookBeforeYouLeap(hv, vm);
            live(vm);
            change(vm);
            snapshot(vm);
            watch(hv, vm);
            lookInside(vm);
            read(hv);
            surround(hv);
            cluster(hv, vm);
            ask(hv, vm);
            checkHardware(hv);
            measure();
            move(vm);
        }
    }

    static About connect() {
        char[] chars = "not a real password".toCharArray();
        Hypervisor vc = EdgeVirt.connect(
                "mem:?preset=vsphere",
                c -> c.username("administrator@vsphere.local")
                        .password(Secret.of(chars))
                        .trust(Trust.certificates(Path.of("ca.pem")))
                        .requestTimeout(Duration.ofSeconds(30))
                        .operationTimeout(Duration.ofMinutes(10)));
        About about = vc.about();
        vc.close();
        return about;
    }

    static VM define(Hypervisor hv) {
        VM vm = hv.vms()
                .define("edge-ipc-01")
                .cpus(4)
                .memory(gib(8))
                .disk(gib(100))
                .nic("br0")
                .iso("/isos/windows-iot.iso")
                .guestOs("windows2019srv_64Guest")
                .firmware(Firmware.UEFI)
                .nestedVirtualization(true)
                .create();
        return vm;
    }

    static VM placeAndTune(Hypervisor hv) {
        VM placed = hv.vms()
                .define("edge-ipc-placed")
                .cpus(2)
                .memory(gib(4))
                .dynamicMemory(gib(2), gib(8))
                .disk(gib(100), d -> d.pool("vsan-datastore").thin(true).bus(DiskBus.VIRTIO))
                .disk(gib(10), d -> d.path("C:\\VMs\\a.vhdx"))
                .nic("VM-Network", n -> n.vlan(20).macSpoofing(true).mac("02:00:00:00:20:01"))
                .firmware(Firmware.UEFI)
                .secureBoot(true)
                .tpm(true)
                .host(hv.hosts().only())
                .resourcePool("Edge-Pool")
                .folder("Edge")
                .description("Placed by hand")
                .tag("site", "plant-7")
                .autostart(true)
                .create();
        VM tuned = hv.vms()
                .define("edge-ipc-tuned")
                .cpus(2)
                .memory(gib(4))
                .reserve(1, gib(2))
                .pinCpus("0-1")
                .hugepages(true)
                .device(PciAddress.parse("0000:65:00.0"))
                .bootKernel("/boot/vmlinuz", "/boot/initrd.img", "console=ttyS0")
                .cloudInit("#cloud-config\nhostname: edge-ipc-tuned\n")
                .create();
        placed.delete(DeleteOptions.keepDisks());
        tuned.delete();
        return placed;
    }

    static VM cloneTemplate(Hypervisor hv) {
        VM two = hv.vms()
                .get("Windows-IoT-Template")
                .cloneAs("edge-ipc-02")
                .linked(true)
                .pool("vsan-datastore")
                .create();
        return two;
    }

    static VM lookBeforeYouLeap(Hypervisor hv, VM vm) {
        Operation<VM> op = hv.vms().define("x").cpus(1).memory(gib(1));
        Findings findings = op.check();
        System.out.println(findings);
        Plan plan = op.explain();
        System.out.println(plan);
        Task<VM> t = op.submit().onProgress(Progress.console());
        VM x = t.join(Duration.ofMinutes(1));
        System.out.println(
                t.id() + ": " + t.progress() + ", done " + t.future().isDone() + ", cancelled " + t.cancel());
        System.out.println(vm.prepare().delete().explain());
        System.out.println(vm.prepare().start().check());
        return x;
    }

    static VM live(VM vm) {
        vm.start();
        vm.await(VMState.RUNNING, Duration.ofMinutes(1));
        vm.serial().await("login:", Duration.ofSeconds(60));
        vm.reboot(Duration.ofMinutes(1));
        vm.reboot();
        vm.reset();
        vm.pause();
        vm.resume();
        vm.save();
        vm.start();
        vm.serial().await("login:", Duration.ofSeconds(60));
        vm.shutdown(Duration.ofMinutes(2));
        vm.powerOff();
        vm.start();
        return vm;
    }

    static VM change(VM vm) {
        vm.powerOff();
        vm.reconfigure().cpus(4).memory(gib(8)).apply();
        vm.reconfigure().dynamicMemory(gib(2), gib(8)).apply();
        vm.reconfigure().nestedVirtualization(true).apply();
        vm.attachIso("C:\\ISOs\\windows-iot.iso");
        vm.ejectIso();
        Disk disk = vm.addDisk(gib(50));
        disk.resize(gib(60));
        vm.disks();
        disk.remove();
        Nic nic = vm.addNic("br0");
        vm.nics();
        nic.remove();
        vm.rename("edge-ipc-03");
        vm.start();
        vm.reconfigure().cpus(6).atNextStart().apply();
        return vm;
    }

    static List<Snapshot> snapshot(VM vm) {
        vm.serial().await("login:", Duration.ofSeconds(60));
        Snapshot s = vm.snapshots()
                .take("pre-upgrade")
                .description("Before K8s upgrade")
                .memory(true)
                .create();
        Snapshot later = vm.snapshots().take("post-upgrade").create();
        vm.snapshots().list();
        vm.snapshots().current();
        vm.snapshots().get("pre-upgrade").revert();
        s.parent();
        s.children();
        later.delete();
        s.deleteTree();
        List<Snapshot> left = vm.snapshots().list();
        return left;
    }

    static VM watch(Hypervisor hv, VM vm) {
        try (Subscription w = hv.watch(e -> System.out.println(e))) {
            vm.pause();
            vm.resume();
        }
        return vm;
    }

    static String lookInside(VM vm) {
        vm.reset();
        vm.serial().await("login:", Duration.ofSeconds(60));
        System.out.println(vm.stats());
        System.out.println(vm.display());
        System.out.println(vm.screenshot().length + " bytes");
        System.out.println(vm.guest().addresses());
        String release = vm.guest().exec(Duration.ofSeconds(30), "uname", "-r").output();
        return release;
    }

    static VM read(Hypervisor hv) {
        hv.vms().list();
        hv.vms().stream().filter(v -> v.state() == VMState.RUNNING).forEach(v -> System.out.println(v));
        hv.vms().find("no-such-vm");
        VM found = hv.vms().byId(hv.vms().get("edge-ipc-03").id());
        System.out.println(found.name() + " " + found.state() + " " + found.cpus() + " " + found.memory());
        System.out.println(found.info() + " as of " + found.readAt());
        System.out.println(found.refresh().config());
        return found;
    }

    static Switch surround(Hypervisor hv) {
        Host host = hv.hosts().only();
        hv.hosts().list();
        System.out.println(host.hardware());
        System.out.println(host.supports(Feature.NESTED_VIRTUALIZATION));
        Switch sw = hv.switches()
                .define("External-Switch")
                .external("Ethernet")
                .allowManagement(true)
                .create();
        hv.switches().define("Inside").nat("192.168.77.0/24").create().delete();
        StoragePool pool = hv.storage().get("default");
        System.out.println(pool.capacity());
        pool.volumes().define("data").size(gib(10)).create().delete();
        return sw;
    }

    static Cluster cluster(Hypervisor hv, VM vm) {
        Cluster edge = hv.clusters()
                .define("Edge-Cluster")
                .nodes("node1", "node2")
                .address("10.0.0.100")
                .create();
        edge.protect(vm).preferredHosts("node1", "node2").apply();
        edge.pin(vm, "node1").apply();
        edge.keepApart(vm, hv.vms().get("edge-ipc-02")).apply();
        HCIPool hci = hv.hciPools().get("Edge-Cluster");
        System.out.println(hci.health() + " " + hci.capacity() + " " + hci.resiliency() + " " + hci.rebuild());
        System.out.println(hci.disks());
        return edge;
    }

    static Support ask(Hypervisor hv, VM vm) {
        Support can = hv.supports(Feature.LIVE_MIGRATION);
        System.out.println(vm.supports(Feature.GPU_PASSTHROUGH));
        return can;
    }

    static HardwareReport checkHardware(Hypervisor hv) {
        HardwareReport r = HardwareCheck.singleNode()
                .recommended()
                .nestedVirtualization()
                .run(hv.hosts().list().get(0).hardware());
        System.out.println(r.passed() + " " + r.findings().failures());
        System.out.println(r);
        return r;
    }

    static Size measure() {
        Size all = Size.parse("8GiB").plus(mib(512)).plus(gb(128));
        return all;
    }

    static Migrated move(VM vm) {
        Hypervisor siteB = EdgeVirt.connect("mem:");
        Host hostB = siteB.hosts().only();
        Migrated m = vm.migrate()
                .to(hostB)
                .live(true)
                .submit()
                .onProgress(Progress.console())
                .join(Duration.ofMinutes(10));
        System.out.println(m);
        siteB.close();
        return m;
    }
}
