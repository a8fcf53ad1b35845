package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Looks whether a change of a running machine is in effect: Proxmox VE's task ends well even if it only noted the change for
 * the next start. Then this step fails, so that the change is taken back. Changes nothing itself.
 */
final class EffectStep implements Step {

    private final Site site;
    private final Machine vm;
    private final Collection<String> keys;
    private final Predicate<Configuration> holds;

    EffectStep(Site site, Machine vm, Collection<String> keys, Predicate<Configuration> holds) {
        this.site = site;
        this.vm = vm;
        this.keys = List.copyOf(keys);
        this.holds = holds;
    }

    @Override
    public String title() {
        return "see that it is in effect";
    }

    @Override
    public String body() {
        return ChangeReads.pending(vm.node(), vm.vmid()).shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        Configuration now = new ChangeReads(site).config(vm.vmid());
        List<String> waiting = now.waiting(keys);
        if (!waiting.isEmpty()) {
            throw new InvalidStateException(Failure.of("Proxmox VE could not change " + String.join(", ", waiting)
                            + " while the machine runs, and would have waited for its next start")
                    .backend(Faults.BACKEND)
                    .hint("shut it down first"));
        }
        if (!holds.test(now)) {
            throw new OperationFailedException(Failure.of(
                            "the change was carried out, but does not hold: somebody else changed the machine as well")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.UNKNOWN)
                    .hint("look at its configuration"));
        }
        return Started.done();
    }

    /** Sent again it looks again. */
    @Override
    public Landed landed(Map<String, String> results) {
        return Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
