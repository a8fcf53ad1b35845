package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a machine to another node. Where HA manages it, the task only hands the wish on; then the wait goes on until the
 * machine is there.
 */
final class MoveStep implements Step {

    /** Key: the task that moved it, whose log tells how. */
    static final String TASK = "move.task";

    private static final String MOVE = "qmigrate";
    private static final String WISH = "hamigrate";

    private final Site site;
    private final Machine vm;
    private final String to;
    private final boolean disks;
    private final Optional<String> pool;

    MoveStep(Site site, Machine vm, String to, boolean disks, Optional<String> pool) {
        this.site = site;
        this.vm = vm;
        this.to = to;
        this.disks = disks;
        this.pool = pool;
    }

    @Override
    public String title() {
        return "move " + vm.name() + " to " + to + pool.map(p -> ", " + p).orElse("");
    }

    private Call call() {
        Call call = Call.post("/nodes/{node}/qemu/{vmid}/migrate", vm.node(), vm.vmid())
                .with("target", to);
        if (vm.running()) {
            call = call.with("online", true);
            call = disks ? call.with("with-local-disks", true) : call;
        }
        return call.withIf("targetstorage", pool);
    }

    @Override
    public String body() {
        return call().shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        return Started.task(task(site.pve().task(call())));
    }

    private String task(String upid) {
        Map<String, String> tells = new HashMap<>();
        tells.put(Step.VM, vm.vmid());
        tells.put(TASK, upid);
        if (Upid.parse(upid).filter(u -> u.type().equals(WISH)).isPresent()) {
            tells.put(HaWait.UNTIL, (vm.running() ? "running@" : "stopped@") + to);
        }
        return new TaskId(upid, tells).text();
    }

    /** Asked for again, a move to the same node does no harm: it is there, or goes there. */
    @Override
    public Landed landed(Map<String, String> results) {
        ChangeReads reads = new ChangeReads(site);
        Optional<Upid> running = reads.running(vm.node(), vm.vmid(), vm.managed() ? WISH : MOVE);
        if (running.isPresent()) {
            return Landed.running(task(running.get().text()));
        }
        site.nodes().forget(vm.vmid());
        return site.nodes().of(vm.vmid()).equals(to) ? Landed.yes(Map.of(Step.VM, vm.vmid())) : Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
