package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes a machine's configuration. It carries the digest of the configuration that was planned with, so that nobody else's
 * change is overwritten, and so that it is not carried out twice: sent again after it was, it is refused.
 */
final class ConfigStep implements Step {

    private static final String TASK = "qmconfig";

    private final Site site;
    private final ChangeReads reads;
    private final Machine vm;
    private final String title;
    private final Edit edit;
    private final boolean task;
    private Map<String, String> tells = Map.of();
    private Predicate<Configuration> holds;
    private Consumer<Configuration> undo;
    private Optional<String> makes = Optional.empty();
    private Runnable then = () -> {};

    private ConfigStep(Site site, Machine vm, String title, Edit edit, boolean task) {
        this.site = site;
        this.reads = new ChangeReads(site);
        this.vm = vm;
        this.title = title;
        this.edit = edit;
        this.task = task;
        this.holds = edit::heldBy;
        this.undo = now -> back(edit.back(vm.config(), now), now);
    }

    /** Carried out when its reply comes; a task where devices of a running machine may be concerned. */
    static ConfigStep of(Site site, Machine vm, String title, Edit edit) {
        return new ConfigStep(site, vm, title, edit, vm.running() && !edit.live());
    }

    /** A task in any case, for what takes its time. */
    static ConfigStep slow(Site site, Machine vm, String title, Edit edit) {
        return new ConfigStep(site, vm, title, edit, true);
    }

    /** What is told when it is carried out. */
    ConfigStep tells(String key, String value) {
        Map<String, String> more = new HashMap<>(tells);
        more.put(key, value);
        tells = Map.copyOf(more);
        return this;
    }

    /** What tells that it was carried out, if values are kept otherwise than they are sent. */
    ConfigStep holds(Predicate<Configuration> when) {
        holds = when;
        return this;
    }

    /** What this connection learns of it when it is carried out at once. */
    ConfigStep then(Runnable learned) {
        then = learned;
        return this;
    }

    /** How to take it back, given the configuration as it is then. */
    ConfigStep undo(Consumer<Configuration> back) {
        undo = back;
        return this;
    }

    /** What is left behind if it cannot be taken back. */
    ConfigStep makes(String name) {
        makes = Optional.of(name);
        return this;
    }

    /** Whether it is a task, whose end does not tell what waits for the next start. */
    boolean asTask() {
        return task;
    }

    private Call call() {
        return task
                ? edit.asTask(vm.node(), vm.vmid(), vm.config().digest())
                : edit.now(vm.node(), vm.vmid(), vm.config().digest());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        return call().shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        if (task) {
            return Started.task(new TaskId(site.pve().task(call()), tells).text());
        }
        site.pve().send(call());
        then.run();
        return new Started.Done(tells);
    }

    @Override
    public Landed landed(Map<String, String> results) {
        Optional<Upid> running = task ? reads.running(vm.node(), vm.vmid(), TASK) : Optional.empty();
        if (running.isPresent()) {
            return Landed.running(new TaskId(running.get().text(), tells).text());
        }
        if (!holds.test(reads.config(vm.vmid()))) {
            return Landed.no();
        }
        then.run();
        return Landed.yes(tells);
    }

    @Override
    public void undo(Map<String, String> results) {
        undo.accept(reads.config(vm.vmid()));
    }

    /** Writes a change that takes something back. */
    void back(Edit change, Configuration now) {
        back(site, vm.vmid(), change, now);
    }

    static void back(Site site, String vmid, Edit change, Configuration now) {
        if (!change.isEmpty()) {
            site.nodes().at(vmid, node -> site.pve().send(change.now(node, vmid, now.digest())));
        }
    }

    @Override
    public Optional<String> makes() {
        return makes;
    }

    @Override
    public String toString() {
        return title;
    }
}
