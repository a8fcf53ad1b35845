package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.ClusterMember;
import io.edgevirt.proxmox.JoinInformation;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.JoinReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MembershipReader;
import io.edgevirt.proxmox.read.MembershipReader.Membership;
import io.edgevirt.proxmox.translate.ClusterRequests;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a node join the cluster. The request goes to that node, by a login of its own; it then fetches the cluster's
 * configuration and starts its services anew, so the connection to it breaks and its login is void. It has joined once the
 * cluster itself tells it to be there.
 */
final class JoinStep implements Step {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2000;

    private final Site site;
    private final Neighbours neighbours;
    private final ClusterSpec.Node node;
    private final String cluster;
    private final Secret password;
    private final CountDownLatch aborted = new CountDownLatch(1);

    JoinStep(Site site, Neighbours neighbours, ClusterSpec.Node node, String cluster, Secret password) {
        this.site = site;
        this.neighbours = neighbours;
        this.node = node;
        this.cluster = cluster;
        this.password = password;
    }

    @Override
    public String title() {
        return "let " + node.name() + " join " + cluster;
    }

    @Override
    public String body() {
        JoinInformation placeholders =
                new JoinInformation("{node}", "{address of a member}", "{fingerprint of a member}");
        return "At " + node.name() + ": "
                + ClusterRequests.join(placeholders, password).shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        return new Started.Blocking(
                () -> {
                    join();
                    return Map.of();
                },
                Optional::empty,
                aborted::countDown);
    }

    private void join() {
        JoinInformation to = JoinReader.information(site.pve().send(ClusterRequests.information()))
                .orElseThrow(
                        () -> new OperationFailedException(Failure.of("the cluster does not tell what joining takes")
                                .backend(Faults.BACKEND)));
        try (Pve there = neighbours.open(node)) {
            Membership before = MembershipReader.membership(there.send(HaFacts.STATUS));
            String name = before.members().stream()
                    .filter(m -> m.local() || before.members().size() == 1)
                    .map(ClusterMember::name)
                    .findFirst()
                    .orElse(node.name());
            free(before, name);
            if (before.name().isEmpty()) {
                await(there, ask(there, to), name);
            }
        }
    }

    private void free(Membership before, String name) {
        if (before.name().filter(n -> !n.equals(cluster) || !member(name)).isPresent()) {
            throw new OperationFailedException(Failure.of("the node " + name + " belongs to the cluster "
                            + before.name().orElse(""))
                    .backend(Faults.BACKEND)
                    .hint("take it out of that cluster first; Proxmox VE wants it to be installed anew"));
        }
    }

    /** The task's name; empty if the node went away before it could tell. */
    private Optional<String> ask(Pve there, JoinInformation to) {
        try {
            return Optional.of(there.task(ClusterRequests.join(to, password)));
        } catch (ConnectionException | SessionExpiredException e) {
            return Optional.empty();
        }
    }

    private void await(Pve there, Optional<String> task, String name) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_MILLIS;
        while (!member(name)) {
            task.ifPresent(t -> refused(there, t));
            if (System.nanoTime() - deadline > 0) {
                throw new OperationTimeoutException(
                        Failure.of("the cluster does not see the node " + name + " after " + PATIENCE)
                                .backend(Faults.BACKEND)
                                .outcome(Outcome.UNKNOWN)
                                .hint("look at the task of that node, and at corosync's network"));
            }
            pause(pause, name);
            pause = Math.min(LONGEST_MILLIS, 2 * pause);
        }
    }

    private void pause(long millis, String name) {
        try {
            if (aborted.await(millis, TimeUnit.MILLISECONDS)) {
                throw new OperationCancelledException(Failure.of("nobody waits for " + name + " any more")
                        .backend(Faults.BACKEND)
                        .outcome(Outcome.UNKNOWN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationTimeoutException(Failure.of("the wait for " + name + " was interrupted")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.UNKNOWN));
        }
    }

    /** Whether the cluster has the node. While a node joins, the cluster itself may not answer for a moment. */
    private boolean member(String name) {
        try {
            return membership().online().contains(name);
        } catch (ConnectionException e) {
            return false;
        }
    }

    private Membership membership() {
        return MembershipReader.membership(site.pve().send(HaFacts.STATUS));
    }

    /** Throws what the node says went wrong, as long as it still answers. */
    private static void refused(Pve there, String task) {
        Json now;
        try {
            now = there.send(Call.get("/nodes/{node}/tasks/{upid}/status", new TaskId(task, Map.of()).node(), task));
        } catch (EdgeVirtException e) {
            return; // its services start anew, and the login is void from then on
        }
        Optional<String> exit = now.text("exitstatus").filter(e -> !e.equals("OK") && !e.startsWith("WARNINGS"));
        if (exit.isPresent()) {
            throw new OperationFailedException(
                    Failure.of("the node refused to join: " + exit.get()).backend(Faults.BACKEND));
        }
    }

    @Override
    public Landed landed(Map<String, String> results) {
        // By its address alone nobody knows what the cluster calls it.
        return membership().online().contains(node.name()) ? Landed.yes(Map.of()) : Landed.unknown();
    }

    @Override
    public void undo(Map<String, String> results) {
        boolean there = membership().members().stream()
                .anyMatch(m -> m.name().equals(node.name()) || m.address().equals(Optional.of(node.name())));
        if (there) {
            throw stays("no node leaves a cluster by Proxmox VE's API");
        }
    }

    /** What cannot be taken back. */
    static UnsupportedFeatureException stays(String why) {
        return new UnsupportedFeatureException(Failure.of(why).backend(Faults.BACKEND));
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("node " + node.name() + " in cluster " + cluster);
    }

    @Override
    public String toString() {
        return title();
    }
}
