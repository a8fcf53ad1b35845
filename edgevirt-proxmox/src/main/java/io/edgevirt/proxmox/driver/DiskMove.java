package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a disk on another storage of the same node. Its old volume is removed. */
final class DiskMove {

    private static final String TASK = "qmmove";

    private final Site site;
    private final Machine vm;
    private final List<Finding> findings = new ArrayList<>();

    DiskMove(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work plan(String key, String storage) {
        Optional<Drive> disk = vm.config().disk(key);
        if (disk.isEmpty()) {
            return DiskPlan.missing(key);
        }
        vm.fixed().ifPresent(findings::add);
        if (vm.snapshots()) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    vm.name(),
                    "its snapshots may need the old volume, which could not be removed",
                    "delete the machine's snapshots first"));
        }
        Optional<Store> store =
                DiskStores.of(site, vm.node(), "images").choose(Optional.of(storage), Size.ZERO, findings);
        if (store.isEmpty() || !findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        String name = store.get().storage();
        if (disk.get().storage().filter(name::equals).isPresent()) {
            return new Work(List.of(Finding.pass("disk", key, "it is on that storage")), List.of());
        }
        Call call = Call.post("/nodes/{node}/qemu/{vmid}/move_disk", vm.node(), vm.vmid())
                .with("disk", key)
                .with("storage", name)
                .with("delete", true)
                .withIf("digest", vm.config().digest());
        return Work.of(new PveStep(site.pve(), "move disk " + key + " of " + vm.name() + " to " + name, call)
                .task()
                .landed(results -> landed(key, name)));
    }

    private Landed landed(String key, String storage) {
        ChangeReads reads = new ChangeReads(site);
        Optional<Upid> running = reads.running(vm.node(), vm.vmid(), TASK);
        if (running.isPresent()) {
            return Landed.running(running.get().text());
        }
        boolean there = reads.config(vm.vmid())
                .disk(key)
                .flatMap(Drive::storage)
                .filter(storage::equals)
                .isPresent();
        return there ? Landed.yes(Map.of()) : Landed.no();
    }
}
