package io.edgevirt.proxmox.driver;

import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.DiskSize;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;

/** Makes a disk larger: to a size, not by one, so that it is the same however often it is asked for. */
final class ResizeStep implements Step {

    private static final String TASK = "resize";

    private final Site site;
    private final Machine vm;
    private final String disk;
    private final Size size;

    ResizeStep(Site site, Machine vm, String disk, Size size) {
        this.site = site;
        this.vm = vm;
        this.disk = disk;
        this.size = size;
    }

    @Override
    public String title() {
        return "resize disk " + disk + " of " + vm.name() + " to " + size;
    }

    private Call call() {
        return Call.put("/nodes/{node}/qemu/{vmid}/resize", vm.node(), vm.vmid())
                .with("disk", disk)
                .with("size", DiskSize.text(size))
                .withIf("digest", vm.config().digest());
    }

    @Override
    public String body() {
        return call().shown();
    }

    /** A task from Proxmox VE 8 on; before, the reply comes when it is done. */
    @Override
    public Started start(Map<String, String> results) {
        Optional<String> task = site.pve().send(call()).text().filter(t -> t.startsWith("UPID:"));
        return task.map(t -> Started.task(new TaskId(t, Map.of()).text())).orElseGet(Started::done);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        ChangeReads reads = new ChangeReads(site);
        Optional<Upid> running = reads.running(vm.node(), vm.vmid(), TASK);
        if (running.isPresent()) {
            return Landed.running(running.get().text());
        }
        boolean done = reads.config(vm.vmid())
                .disk(disk)
                .flatMap(Drive::size)
                .filter(size::equals)
                .isPresent();
        return done ? Landed.yes(Map.of()) : Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
