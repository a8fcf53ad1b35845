package io.edgevirt.vsphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Task;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Many power tasks at a time")
@NeedsSimulator
@Tag("long")
class PowerTasksTest {

    private static final int MANY = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What asks how tasks are, and what tells the server which tasks these are. */
    private static final Set<String> POLLING =
            Set.of("WaitForUpdatesEx", "WaitForUpdates", "CheckForUpdates", "ModifyListView");

    private static long threads(Predicate<String> named) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.isAlive() && named.test(t.getName()))
                .count();
    }

    /** What was told to end may take a moment on a busy machine. */
    private static void assertNoThreadStays() throws InterruptedException {
        Predicate<String> own = name -> name.startsWith("edgevirt-vsphere");
        for (int moments = 0; threads(own) > 0 && moments < 600; moments++) {
            Thread.sleep(50);
        }
        assertEquals(0, threads(own), "threads are left");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"vsphere", "esxi"})
    @DisplayName("are waited for by one thread and fewer than 30 polling requests; none is left after close")
    void together(String scheme) throws InterruptedException {
        UnaryOperator<Simulator.Options> many = o -> o.vms(MANY).plain();
        try (Simulator simulator = scheme.equals("esxi") ? Simulator.esxi(many) : Simulator.vcenter(many);
                Relay relay = new Relay(simulator)) {
            try (Hypervisor hv = EdgeVirt.connect(
                    scheme + "://" + relay.url().getAuthority(),
                    c -> c.username(simulator.user())
                            .password(Secret.of(simulator.password().toCharArray()))
                            .trust(Trust.pinnedSha256(relay.fingerprint())))) {
                List<VM> machines = hv.vms().list();
                assertEquals(MANY, machines.size());
                relay.forget();
                List<Task<VM>> tasks = machines.stream()
                        .map(vm -> vm.prepare().powerOff().submit())
                        .toList();
                long waiting = threads(name -> name.startsWith("edgevirt-vsphere-updates"));
                tasks.forEach(task -> task.join(PATIENCE));

                long polls = relay.methods().stream().filter(POLLING::contains).count();
                System.out.println("power tasks: " + MANY + " tasks, " + polls + " polling requests of "
                        + relay.count() + ": "
                        + relay.methods().stream().collect(Collectors.groupingBy(m -> m, Collectors.counting())));
                assertTrue(waiting <= 1, () -> waiting + " threads ask the server");
                assertTrue(polls < 30, () -> polls + " polling requests");
                assertEquals(
                        Set.of(VMState.OFF),
                        hv.vms().list().stream().map(VM::state).collect(Collectors.toSet()));
            }
            assertNoThreadStays();
        }
    }
}
