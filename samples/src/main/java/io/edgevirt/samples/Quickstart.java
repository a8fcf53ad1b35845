package io.edgevirt.samples;

import static io.edgevirt.Size.mib;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Boots a machine, snapshots it, changes it, takes the change back, clones it, and removes all of it again. */
public final class Quickstart {

    private static final Duration SOON = Duration.ofMinutes(1);

    private Quickstart() {}

    /**
     * Runs the quickstart.
     *
     * @param args the hypervisor's URI; {@code mem:} unless given
     */
    public static void main(String... args) {
        String uri = args.length > 0 ? args[0] : "mem:";
        Timeline time = new Timeline();
        try {
            on(uri, time);
        } catch (CancellationException | OperationCancelledException e) {
            System.err.println("Stopped: " + e.getMessage());
        }
    }

    @SuppressWarnings("try") // nobody needs to ask what only listens
    private static void on(String uri, Timeline time) {
        try (CtrlC ctrlC = new CtrlC(time::stop);
                Hypervisor hv = EdgeVirt.connect(uri)) {
            System.out.println("Connected to " + hv.about());
            run(hv, TinyLinux.on(uri), time);
            System.out.println(time);
        }
    }

    static void run(Hypervisor hv, TinyLinux linux, Timeline time) {
        try (Belongings ours = new Belongings(hv, "quickstart")) {
            VM vm = time.step(
                    "create",
                    linux.on(hv.vms().define(ours.name()))
                            .cpus(1)
                            .memory(mib(256))
                            .disk(mib(64)));
            time.step("start", vm.prepare().start());
            time.wait("boot", SOON, () -> vm.serial().await(linux.marker(), SOON));
            linux.keep(vm, "as it was");

            Snapshot before =
                    time.step("snapshot", vm.snapshots().take("before").memory(true));
            linux.keep(vm, "changed");
            System.out.println("In the guest: " + linux.kept(vm));
            time.step("revert", before.prepareRevert());
            System.out.println("In the guest: " + linux.kept(vm));

            time.step("shut down", vm.prepare().shutdown(SOON));
            VM copy = time.step("clone", vm.cloneAs(ours.name("copy")));
            time.step("delete the clone", copy.prepare().delete());
            time.step("delete", vm.prepare().delete());
        }
    }
}
