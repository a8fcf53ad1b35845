package io.edgevirt.proxmox.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.translate.NetworkRequests;
import io.edgevirt.proxmox.translate.SDNRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Puts in effect what waits, after one more look: what others wrote meanwhile would go with it. */
final class ApplyStep implements Step {

    private final Site site;
    private final String title;
    private final Call call;
    private final String type;
    private final Supplier<Optional<String>> strange;
    private volatile Set<String> before = Set.of();

    private ApplyStep(Site site, String title, Call call, String type, Supplier<Optional<String>> strange) {
        this.site = site;
        this.title = title;
        this.call = call;
        this.type = type;
        this.strange = strange;
    }

    /** Applies the network of a node where nothing waits but what concerns these interfaces. */
    static ApplyStep node(Site site, String node, Set<String> interfaces) {
        return new ApplyStep(
                site,
                "apply the network of " + node,
                NetworkRequests.apply(node),
                "srvreload",
                () -> strangers(NodeNetwork.read(site, node), interfaces));
    }

    /** Applies all that waits on a node. */
    static ApplyStep all(Site site, String node) {
        return new ApplyStep(
                site, "apply the network of " + node, NetworkRequests.apply(node), "srvreload", Optional::empty);
    }

    /** Applies the software-defined network, unless there is something to say against it. */
    static ApplyStep sdn(Site site, Supplier<Optional<String>> strange) {
        return new ApplyStep(
                site, "apply the software-defined network", SDNRequests.apply(), "reloadnetworkall", strange);
    }

    /** What waits on a node of others. */
    static Optional<String> strangers(NodeNetwork network, Set<String> interfaces) {
        return network.pending().only(interfaces)
                ? Optional.empty()
                : Optional.of(network.node() + " has " + network.pending());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        return call.shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        strange.get().ifPresent(found -> {
            throw new ConflictException(Failure.of("changes of others wait to be applied: " + found)
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.NOT_DONE)
                    .hint("apply or revert them first"));
        });
        before = RecentTasks.read(site.pve()).names();
        return new Started.Native(new TaskId(site.pve().task(call), Map.of()).text());
    }

    /** Where no task was started nothing was applied; one that has ended already tells how. */
    @Override
    public Landed landed(Map<String, String> results) {
        String node = call.segments().isEmpty() ? "" : call.segments().get(0);
        return new RecentTasks(RecentTasks.read(site.pve()).entries().stream()
                        .filter(e -> e.upid().type().equals(type))
                        .filter(e -> node.isEmpty() || e.upid().node().equals(node))
                        .toList())
                .own(site.pve(), before)
                .landed(Map.of())
                .orElseGet(Landed::no);
    }

    @Override
    public String toString() {
        return title;
    }
}
