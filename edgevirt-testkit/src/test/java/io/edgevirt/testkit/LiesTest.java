package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.CloneDefinition;
import io.edgevirt.DeleteOptions;
import io.edgevirt.Feature;
import io.edgevirt.Findings;
import io.edgevirt.Hypervisor;
import io.edgevirt.Operation;
import io.edgevirt.Snapshot;
import io.edgevirt.Subscription;
import io.edgevirt.Support;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMs;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The kit finds out a backend")
class LiesTest {

    @TempDir
    private Path reports;

    private Set<String> failures(Class<?> area, Meddler.Lie lie) {
        return failures(area, "", lie);
    }

    private Set<String> failures(Class<?> area, String preset, Meddler.Lie lie) {
        LyingContract.lie(lie, preset);
        return KitRun.of(LyingContract.class, area, reports).failed();
    }

    @Test
    @DisplayName("that tells the truth by finding nothing")
    void truth() {
        assertEquals(Set.of(), failures(HypervisorContract.Delete.class, Meddler.Call::truth));
    }

    @Test
    @DisplayName("whose shutdown says that it is done and does nothing")
    void shutdown() {
        assertTrue(failures(
                        HypervisorContract.Power.class,
                        call -> call.is(VM.class, "shutdown") ? call.target() : call.truth())
                .contains("table"));
    }

    @Test
    @DisplayName("whose shutdown pulls the plug")
    void plug() {
        assertTrue(failures(
                        HypervisorContract.Power.class,
                        call -> call.is(VM.class, "shutdown")
                                ? call.target(VM.class).powerOff()
                                : call.truth())
                .contains("table"));
    }

    @Test
    @DisplayName("whose delete leaves the disks behind")
    void disks() {
        Set<String> failed = failures(HypervisorContract.Delete.class, call -> {
            if (call.is(VM.class, "delete") && call.arguments().length == 0) {
                call.target(VM.class).delete(DeleteOptions.keepDisks());
                return null;
            }
            return call.truth();
        });

        assertTrue(failed.contains("disks"), failed::toString);
    }

    @Test
    @DisplayName("whose delete takes the machine's snapshots and forgets the machine")
    void deleteNothing() {
        Set<String> failed = failures(
                HypervisorContract.Delete.class,
                call -> call.is(VM.class, "delete") && call.arguments().length == 0 ? null : call.truth());

        assertTrue(failed.containsAll(Set.of("gone", "disks")), failed::toString);
        assertTrue(failed.size() > 2, "what was left behind was not noticed: " + failed);
    }

    @Test
    @DisplayName("whose listing asks machine by machine")
    void listing() {
        Set<String> failed = failures(HypervisorContract.Requests.class, call -> {
            if (call.is(VMs.class, "list")) {
                return call.target(VMs.class).list().stream().map(VM::refresh).toList();
            }
            return call.truth();
        });

        assertTrue(failed.contains("listing"), failed::toString);
    }

    @Test
    @DisplayName("whose handles ask for what they know")
    void handles() {
        Set<String> failed = failures(
                HypervisorContract.Requests.class,
                call -> call.is(VM.class, "state")
                        ? call.target(VM.class).refresh().state()
                        : call.truth());

        assertTrue(failed.contains("handles"), failed::toString);
    }

    @Test
    @DisplayName("that can do what it says it cannot")
    void modest() {
        Set<String> failed = failures(HypervisorContract.Features.class, denying("there is no pause"));

        assertTrue(failed.contains("proof"), failed::toString);
    }

    @Test
    @DisplayName("that lacks something without a reason")
    void silent() {
        Set<String> failed = failures(HypervisorContract.Features.class, denying(" "));

        assertTrue(failed.contains("reasons"), failed::toString);
    }

    private static Meddler.Lie denying(String reason) {
        return call -> call.is(Hypervisor.class, "supports") && call.arguments()[0] == Feature.PAUSE
                ? Support.no(reason, "")
                : call.truth();
    }

    @Test
    @DisplayName("that cannot do what it says it can")
    void boastful() {
        Set<String> failed = failures(
                HypervisorContract.Features.class,
                "?preset=esxi",
                call -> call.is(Hypervisor.class, "supports") && call.arguments()[0] == Feature.LINKED_CLONE
                        ? Support.yes("CloneVM_Task")
                        : call.truth());

        assertTrue(failed.contains("proof"), failed::toString);
    }

    @Test
    @DisplayName("that makes a full clone where a linked one is asked for")
    void fullClone() {
        Set<String> failed = failures(
                HypervisorContract.Clones.class,
                call -> call.is(CloneDefinition.class, "linked") ? call.target() : call.truth());

        assertTrue(failed.contains("linked"), failed::toString);
    }

    @Test
    @DisplayName("that adopts a stranger of the same name")
    void adoption() {
        Set<String> failed = failures(HypervisorContract.Create.class, call -> {
            try {
                return call.truth();
            } catch (AlreadyExistsException e) {
                if (call.is(VMDefinition.class, "create")) {
                    return stranger(call);
                }
                throw e;
            }
        });

        assertTrue(failed.contains("taken"), failed::toString);
    }

    private static Object stranger(Meddler.Call call) {
        String name = call.target(VMDefinition.class).explain().target();
        try (Hypervisor honest = LyingContract.honest()) {
            return honest.vms().get(name);
        }
    }

    @Test
    @DisplayName("whose plan does what it should only tell")
    void eager() {
        Set<String> failed = failures(HypervisorContract.Create.class, call -> {
            if (call.is(VMDefinition.class, "explain")) {
                Object plan = call.truth();
                call.target(VMDefinition.class).create();
                return plan;
            }
            return call.truth();
        });

        assertTrue(failed.contains("looksOnly"), failed::toString);
    }

    @Test
    @DisplayName("whose refusal has already changed something")
    void halfDone() {
        Set<String> failed = failures(HypervisorContract.Power.class, call -> {
            if (call.is(VM.class, "pause")) {
                call.target(VM.class).powerOff();
            }
            return call.truth();
        });

        assertTrue(failed.contains("table"), failed::toString);
    }

    @Test
    @DisplayName("whose revert does nothing")
    void revert() {
        Set<String> failed = failures(
                HypervisorContract.Snapshots.class,
                call -> call.is(Snapshot.class, "revert")
                        ? call.target(Snapshot.class).vm()
                        : call.truth());

        assertTrue(failed.containsAll(Set.of("configuration", "endsOff")), failed::toString);
    }

    @Test
    @DisplayName("whose snapshots take their children with them")
    void children() {
        Set<String> failed = failures(HypervisorContract.Snapshots.class, call -> {
            if (call.is(Snapshot.class, "delete")) {
                call.target(Snapshot.class).deleteTree();
                return null;
            }
            return call.truth();
        });

        assertTrue(failed.contains("delete"), failed::toString);
    }

    @Test
    @DisplayName("that changes a name into one that it likes better")
    void names() {
        Set<String> failed = failures(
                HypervisorContract.Hostile.class,
                call -> call.is(VMs.class, "define")
                        ? call.target(VMs.class).define(((String) call.arguments()[0]).strip())
                        : call.truth());

        assertTrue(failed.contains("names"), failed::toString);
    }

    @Test
    @DisplayName("that goes on after it was closed")
    void open() {
        Set<String> failed = failures(
                HypervisorContract.Close.class, call -> call.is(Hypervisor.class, "close") ? null : call.truth());

        assertTrue(failed.containsAll(Set.of("closed", "threads")), failed::toString);
    }

    @Test
    @DisplayName("that tells of events after the subscription was closed")
    void chatty() {
        Set<String> failed = failures(
                HypervisorContract.Watch.class, call -> call.is(Subscription.class, "close") ? null : call.truth());

        assertTrue(failed.contains("closed"), failed::toString);
    }

    @Test
    @DisplayName("whose checks find nothing, whatever is asked")
    void blind() {
        Set<String> failed = failures(HypervisorContract.Create.class, call -> {
            return call.is(Operation.class, "check") ? new Findings(List.of()) : call.truth();
        });

        assertTrue(failed.contains("taken"), failed::toString);
        assertFalse(failed.contains("readsBack"), failed::toString);
    }

    /** A lie that the backend tells the engine, and the engine believes. */
    private Set<String> failuresOfDriver(Class<?> area, Meddler.Lie lie) {
        LyingProvider.lie(lie);
        try {
            return failures(area, Meddler.Call::truth);
        } finally {
            LyingProvider.lie(Meddler.Call::truth);
        }
    }

    private static Meddler.Lie creating(UnaryOperator<Step> oddity) {
        return call -> {
            if (!call.is(VMRole.class, "create")) {
                return call.truth();
            }
            Work work = (Work) call.truth();
            return new Work(work.findings(), work.steps().stream().map(oddity).toList());
        };
    }

    @Test
    @DisplayName("whose driver says of every lost request that it was carried out")
    void landed() {
        Set<String> failed = failuresOfDriver(
                HypervisorContract.Faults.class, creating(step -> new OddStep(step, Landed.yes(Map.of()), true)));

        assertTrue(failed.contains("lostRequests"), failed::toString);
    }

    @Test
    @DisplayName("whose driver takes nothing back")
    void nothingBack() {
        Set<String> failed = failuresOfDriver(
                HypervisorContract.Faults.class, creating(step -> new OddStep(step, Landed.unknown(), false)));

        assertTrue(failed.contains("lostReplies"), failed::toString);
    }
}
