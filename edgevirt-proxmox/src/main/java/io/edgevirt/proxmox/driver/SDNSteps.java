package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.translate.SDNRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Steps at the software-defined network.
 *
 * @param site the connection
 * @param ours what the change is about
 */
record SDNSteps(Site site, Set<String> ours) {

    SDNSteps {
        ours = Set.copyOf(ours);
    }

    /** What waits of others: applying the network of the cluster applies that of each node as well. */
    static List<Finding> waiting(Networks networks) {
        List<Finding> found = new ArrayList<>();
        if (!networks.sdn().waiting().isEmpty()) {
            found.add(SDNPlan.conflict(
                    "the software-defined network",
                    "changes wait that somebody else wrote: " + networks.sdn().waiting()));
        }
        networks.nodes().forEach(n -> SwitchRules.waiting(n).ifPresent(found::add));
        return found;
    }

    PveStep add(String what, Call call, Predicate<SDN> there, Call back) {
        return new PveStep(site.pve(), "add " + what, call)
                .landed(results -> there.test(SDN.read(site)) ? Landed.yes(Map.of()) : Landed.no())
                .undo(results -> takeBack(there, back))
                .makes(what);
    }

    /** Removes it; the last that was in effect is put out of effect, unless others wrote something meanwhile. */
    private void takeBack(Predicate<SDN> there, Call back) {
        if (!there.test(SDN.read(site))) {
            return;
        }
        site.pve().send(back);
        SDN now = SDN.read(site);
        boolean zoneGone = ours.stream().noneMatch(o -> now.zone(o).isPresent());
        if (!zoneGone || now.waiting().isEmpty()) {
            return;
        }
        Optional<String> strange = strangers();
        if (strange.isPresent()) {
            throw new OperationFailedException(Failure.of("changes of others wait to be applied: " + strange.get())
                    .backend(Faults.BACKEND)
                    .hint("apply them; then what was made goes as well"));
        }
        site.pve().task(SDNRequests.apply());
    }

    PveStep remove(String what, Call call, Predicate<SDN> there) {
        return new PveStep(site.pve(), "remove " + what, call)
                .landed(results -> there.test(SDN.read(site)) ? Landed.no() : Landed.yes(Map.of()))
                .undo(results -> {
                    if (!there.test(SDN.read(site))) {
                        throw new OperationFailedException(Failure.of(what + " is removed, and is not made anew")
                                .backend(Faults.BACKEND));
                    }
                })
                .makes(what);
    }

    Step apply() {
        return ApplyStep.sdn(site, this::strangers);
    }

    private Optional<String> strangers() {
        Networks now = Networks.read(site);
        return now.sdn().waiting().stream()
                .filter(w -> !ours.contains(w))
                .findFirst()
                .or(() -> now.nodes().stream()
                        .flatMap(n -> ApplyStep.strangers(n, Set.of()).stream())
                        .findFirst());
    }
}
