package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Event;
import io.edgevirt.HCIHealth;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Hypervisor;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.Subscription;
import io.edgevirt.SwitchInfo;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Changes in memory")
class ChangesTest extends MemTest {

    @Override
    String uri() {
        return "mem:?hosts=2";
    }

    @Nested
    @DisplayName("of a machine's figures")
    class Figures {

        @Test
        @DisplayName("are in effect at once while it is off")
        void off() {
            VM vm = machine("a").reconfigure().cpus(4).memory(gib(8)).apply();

            assertEquals(4, vm.cpus());
            assertEquals(gib(8), vm.memory());
        }

        @Test
        @DisplayName("upwards and within a limit are in effect while it runs")
        void hot() {
            VM vm = running("a").reconfigure().cpus(4).memory(gib(8)).apply();

            assertEquals(4, vm.cpus());
            assertThrows(
                    InvalidStateException.class,
                    () -> vm.reconfigure().memory(gib(33)).apply());
            assertThrows(
                    InvalidStateException.class, () -> vm.reconfigure().cpus(17).apply());
        }

        @Test
        @DisplayName("that need a stop are refused by their names, and nothing of them is done")
        void needsStop() {
            VM vm = running("a");

            InvalidStateException e = assertThrows(
                    InvalidStateException.class,
                    () -> vm.reconfigure()
                            .cpus(1)
                            .memory(gib(4))
                            .nestedVirtualization(true)
                            .description("d")
                            .apply());

            assertTrue(e.getMessage().contains("cpus, nestedVirtualization"), e.getMessage());
            assertEquals(gib(2), vm.refresh().memory());
            assertEquals(Optional.empty(), vm.config().description());
        }

        @Test
        @DisplayName("that wait for the next start are listed until then")
        void atNextStart() {
            VM vm = running("a")
                    .reconfigure()
                    .cpus(1)
                    .memory(gib(4))
                    .atNextStart()
                    .apply();

            assertEquals(2, vm.cpus());
            assertEquals(gib(4), vm.memory());
            assertEquals(List.of("cpus"), vm.config().atNextStart());

            vm.powerOff().start();
            assertEquals(1, vm.refresh().cpus());
            assertEquals(List.of(), vm.config().atNextStart());
        }

        @Test
        @DisplayName("do not fit saved memory")
        void saved() {
            VM vm = running("a").save();

            assertThrows(
                    InvalidStateException.class,
                    () -> vm.reconfigure().memory(gib(4)).apply());
            assertEquals(
                    VMState.RUNNING,
                    vm.reconfigure().description("d").apply().start().state());
        }

        @Test
        @DisplayName("do not go beyond the host's memory")
        void beyond() {
            VM vm = hv.vms().define("a").memory(gib(60)).create().start();

            assertThrows(
                    InsufficientResourcesException.class,
                    () -> vm.reconfigure().memory(gib(65)).apply());
        }

        @Test
        @DisplayName("set tags and description besides")
        void notes() {
            VM vm = running("a")
                    .reconfigure()
                    .description("d")
                    .tag("k", "v")
                    .autostart(true)
                    .apply();

            assertEquals(Map.of("k", "v"), vm.config().tags());
            assertEquals(Optional.of("d"), vm.config().description());
            assertEquals(Optional.of(true), vm.config().autostart());
        }
    }

    @Nested
    @DisplayName("of what it does")
    class Power {

        @Test
        @DisplayName("need the host's memory")
        void memory() {
            hv.vms().define("a").host("host1").memory(gib(40)).create().start();
            VM b = hv.vms().define("b").host("host1").memory(gib(40)).create();

            assertThrows(InsufficientResourcesException.class, b::start);
            hv.vms().get("a").powerOff();
            assertEquals(VMState.RUNNING, b.start().state());
        }

        @Test
        @DisplayName("need the host's devices")
        void devices() {
            VM a = hv.vms()
                    .define("a")
                    .host("host1")
                    .device(PciAddress.parse("65:00.0"))
                    .create()
                    .start();
            VM b = hv.vms()
                    .define("b")
                    .host("host1")
                    .device(PciAddress.parse("65:00.0"))
                    .create();

            assertThrows(InsufficientResourcesException.class, b::start);
            assertThrows(
                    NotFoundException.class,
                    () -> hv.vms()
                            .define("c")
                            .device(PciAddress.parse("66:00.0"))
                            .create());
            assertThrows(
                    InvalidStateException.class,
                    () -> a.migrate().to(hv.hosts().get("host2")).live(true).run());
        }

        @Test
        @DisplayName("leave templates alone")
        void template() {
            assertThrows(
                    InvalidStateException.class,
                    () -> hv.vms().get("Windows-IoT-Template").start());
        }

        @Test
        @DisplayName("are told to those who watch")
        void events() throws InterruptedException {
            BlockingQueue<Event> events = new LinkedBlockingQueue<>();
            try (Subscription watching = hv.watch(events::add)) {
                VM vm = machine("a");
                vm.start();
                vm.powerOff();
                vm.delete();

                assertEquals(Event.Kind.CREATED, events.take().kind());
                assertEquals(Optional.of(VMState.RUNNING), events.take().state());
                assertEquals(Optional.of(VMState.OFF), events.take().state());
                assertEquals(Event.Kind.REMOVED, events.take().kind());
            }
        }
    }

    @Nested
    @DisplayName("of its host")
    class Moves {

        @Test
        @DisplayName("keep it running, with its disks in another pool where that is asked for")
        void live() {
            VM vm = hv.vms().define("a").host("host1").disk(gib(1)).create().start();

            VM moved = vm.migrate()
                    .to(hv.hosts().get("host2"))
                    .live(true)
                    .pool("vsan-datastore")
                    .run()
                    .vm();

            assertEquals(VMState.RUNNING, moved.state());
            assertEquals(Optional.of("host2"), moved.info().host());
            assertEquals(
                    Optional.of("vsan-datastore"), moved.config().disks().get(0).pool());
            moved.powerOff().delete();
            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("are refused to the host it is on, to one that is down, and without memory there")
        void refused() {
            VM vm = hv.vms().define("a").host("host1").memory(gib(40)).create().start();
            hv.vms().define("b").host("host2").memory(gib(40)).create().start();
            Host one = hv.hosts().get("host1");
            Host two = hv.hosts().get("host2");

            assertThrows(
                    InvalidStateException.class,
                    () -> vm.migrate().to(one).live(true).run());
            assertThrows(
                    InsufficientResourcesException.class,
                    () -> vm.migrate().to(two).live(true).run());
            system.host("host2", HostInfo.State.MAINTENANCE);
            assertThrows(
                    InvalidStateException.class,
                    () -> vm.migrate().to(two).live(true).run());
        }

        @Test
        @DisplayName("go to another system with disks, files and state")
        void away() {
            try (Hypervisor other = EdgeVirt.connect("mem:")) {
                VM vm = hv.vms()
                        .define("a")
                        .disk(gib(10), d -> d.thin(false))
                        .nic("br0")
                        .create()
                        .start();
                vm.serial().await("login:", Duration.ofMinutes(1));
                vm.guest().write("/x", new byte[] {7});

                VM moved =
                        vm.migrate().to(other.hosts().only()).live(true).run().vm();

                assertEquals(VMState.RUNNING, other.vms().get("a").state());
                assertEquals(7, other.vms().get("a").guest().read("/x")[0]);
                assertEquals(moved.id(), other.vms().get("a").id());
                assertTrue(hv.vms().find("a").isEmpty());
                assertEquals(List.of(), system.leftovers());
                assertEquals(
                        Optional.of(gib(10)),
                        other.storage().get("default").capacity().used());
            }
        }

        @Test
        @DisplayName("to another system that fail leave it where it was")
        void awayFails() {
            try (Hypervisor other = EdgeVirt.connect("mem:")) {
                InMemory there = other.unwrap(InMemory.class);
                VM vm = hv.vms().define("a").disk(gib(1)).create();
                there.faults().fail("vm.create").always();

                assertThrows(
                        RuntimeException.class,
                        () -> vm.migrate().to(other.hosts().only()).run());

                assertEquals(List.of(), there.leftovers());
                assertEquals(VMState.RUNNING, vm.start().state());
            }
        }
    }

    @Nested
    @DisplayName("of names and adapters")
    class Names {

        @Test
        @DisplayName("keep the id and refuse a name that is taken")
        void rename() {
            VM a = machine("a");
            machine("b");

            assertThrows(AlreadyExistsException.class, () -> a.rename("b"));
            assertEquals(a.id(), a.rename("c").id());
            assertEquals(a, hv.vms().get("c"));
        }

        @Test
        @DisplayName("refuse a switch that there is not, and a MAC address that is taken")
        void nics() {
            hv.vms().define("a").nic("br0", n -> n.mac("52:54:00:00:00:aa")).create();

            assertThrows(
                    NotFoundException.class,
                    () -> hv.vms().define("b").nic("nowhere").create());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> hv.vms()
                            .define("b")
                            .nic("br0", n -> n.mac("52:54:00:00:00:aa"))
                            .create());
        }

        @Test
        @DisplayName("keep a switch that is in use")
        void switches() {
            system.network("lab", SwitchInfo.Kind.ISOLATED);
            VM a = hv.vms().define("a").nic("lab").create();

            assertThrows(
                    InvalidStateException.class, () -> hv.switches().get("lab").delete());
            a.nics().get(0).remove();
            hv.switches().get("lab").delete();
            assertTrue(hv.switches().find("lab").isEmpty());
        }
    }

    @Nested
    @DisplayName("of the surroundings")
    class Surroundings {

        @Test
        @DisplayName("let a cluster restart what it protects when a host goes down")
        void failover() {
            system.guest("a").bootsIn(Duration.ofSeconds(1));
            VM vm = hv.vms().define("a").host("host1").create().start();
            VM bare = hv.vms().define("b").host("host1").create().start();
            hv.clusters()
                    .define("c")
                    .nodes("host1", "host2")
                    .create()
                    .protect(vm)
                    .apply();

            system.host("host1", HostInfo.State.DOWN);
            assertEquals(VMState.UNKNOWN, vm.refresh().state());

            system.time().advance(Duration.ofSeconds(30));
            assertEquals(VMState.RUNNING, vm.refresh().state());
            assertEquals(Optional.of("host2"), vm.info().host());
            assertEquals(VMState.UNKNOWN, bare.refresh().state());

            system.host("host1", HostInfo.State.UP);
            assertEquals(VMState.OFF, bare.refresh().state());
        }

        @Test
        @DisplayName("let a hyperconverged pool suffer")
        void hci() {
            system.hciPool("p", "vSAN", "host1", "host2").hciHealth("p", HCIHealth.Status.DEGRADED, "a disk is gone");

            assertEquals(
                    List.of("a disk is gone"), hv.hciPools().get("p").health().faults());
            assertEquals(Optional.of(0), hv.hciPools().get("p").resiliency().toleratedNow());
        }

        @Test
        @DisplayName("add hosts, pools and templates, each name once")
        void scenario() {
            system.host("host3").pool("fast", Size.tib(1)).template("Linux");

            assertEquals(3, hv.hosts().list().size());
            assertTrue(hv.vms().get("Linux").info().template().orElseThrow());
            assertThrows(AlreadyExistsException.class, () -> system.pool("fast", Size.tib(1)));
            assertThrows(AlreadyExistsException.class, () -> system.template("Linux"));
            assertThrows(NotFoundException.class, () -> system.host("host9", HostInfo.State.DOWN));
            assertThrows(NotFoundException.class, () -> system.hciHealth("none", HCIHealth.Status.HEALTHY));
        }
    }

    @Nested
    @DisplayName("of a strict system")
    class Strict {

        @Test
        @DisplayName("know only what they were told")
        void strict() {
            try (Hypervisor strict = EdgeVirt.connect("mem:?strict=true")) {
                InMemory its = strict.unwrap(InMemory.class);
                assertThrows(
                        NotFoundException.class,
                        () -> strict.vms().define("a").iso("/a.iso").create());
                assertThrows(
                        NotFoundException.class,
                        () -> strict.vms().define("a").folder("f").create());
                assertThrows(
                        NotFoundException.class,
                        () -> strict.switches().define("s").external("eth9").create());
                assertThrows(
                        NotFoundException.class,
                        () -> strict.clusters().define("c").nodes("n1", "n2").create());

                its.know("/a.iso", "f", "eth9", "n1", "n2");
                strict.vms().define("a").iso("/a.iso").folder("f").create();
                strict.switches().define("s").external("eth9").create();
                strict.clusters().define("c").nodes("n1", "n2").create();
            }
        }
    }
}
