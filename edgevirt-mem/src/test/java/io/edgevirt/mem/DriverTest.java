package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.DeleteOptions;
import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.Outcome;
import io.edgevirt.Support;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The driver of mem:, below the engine,")
class DriverTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private InMemory system;
    private MemDriver driver;

    @BeforeEach
    void connect() {
        system = InMemory.at("");
        driver = Rig.connect(system);
    }

    @AfterEach
    void close() {
        if (system.connections() > 0) {
            driver.close();
        }
    }

    private Ref made(String name) throws Exception {
        return Ref.vm(Rig.run(driver, driver.vms().create(Rig.spec(name))).get(Step.VM));
    }

    @Nested
    @DisplayName("carries out a step once:")
    class Once {

        @Test
        @DisplayName("a create that is sent twice makes one machine, and both replies name it")
        void twice() {
            Work work = driver.vms().create(Rig.spec("a"));
            Step step = work.steps().get(0);

            Started first = step.start(Map.of());
            Started second = step.start(Map.of());

            assertEquals(first, second);
            assertEquals(List.of("machine a"), system.leftovers());
        }

        @Test
        @DisplayName("one that was not sent did not land")
        void notSent() {
            Step step = driver.vms().create(Rig.spec("a")).steps().get(0);

            assertEquals(Landed.no(), step.landed(Map.of()));
        }

        @Test
        @DisplayName("one whose reply was lost landed, and tells what its reply would have told")
        void lost() {
            system.faults().dropReply("vm.create");
            Step step = driver.vms().create(Rig.spec("a")).steps().get(0);

            assertEquals(
                    Outcome.UNKNOWN,
                    assertThrows(ConnectionException.class, () -> step.start(Map.of()))
                            .outcome());

            Landed landed = step.landed(Map.of());
            assertEquals(Landed.Answer.YES, landed.answer());
            assertEquals("a", driver.vms().read(landed.results().get(Step.VM)).name());
        }

        @Test
        @DisplayName("another's machine of the same name is not taken for its own")
        void stranger() throws Exception {
            Step mine = driver.vms().create(Rig.spec("a")).steps().get(0);
            made("a");

            assertThrows(AlreadyExistsException.class, () -> mine.start(Map.of()));
            assertEquals(Landed.no(), mine.landed(Map.of()));
            mine.undo(Map.of());
            assertEquals(1, driver.vms().named("a").orElseThrow().size());
        }

        @Test
        @DisplayName("one that is a task at work is found by the task's id")
        void atWork() throws Exception {
            Ref from = made("a");
            Step step = driver.vms().copy(from, Rig.copy("b")).steps().get(0);
            Started.Native task = (Started.Native) step.start(Map.of());

            assertEquals(Landed.running(task.task()), step.landed(Map.of()));
            step.undo(Map.of());
            assertEquals(List.of("machine a"), system.leftovers());
        }
    }

    @Nested
    @DisplayName("takes back exactly what a step made:")
    class Undoing {

        @Test
        @DisplayName("volume and machine, in the order of undoing")
        void create() {
            VMSpec spec =
                    Rig.spec("a", new DiskSpec(gib(1), Optional.empty(), Optional.empty(), false, Optional.empty()));
            Work work = driver.vms().create(spec);
            Map<String, String> results = new HashMap<>();
            work.steps().forEach(s -> results.putAll(((Started.Done) s.start(results)).results()));

            work.steps().get(1).undo(results);
            assertEquals(List.of("volume default:a.img"), system.leftovers());
            work.steps().get(0).undo(results);
            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("nothing, twice over, where nothing was made")
        void nothing() {
            Step step = driver.vms().create(Rig.spec("a")).steps().get(0);

            step.undo(Map.of());
            step.undo(Map.of());

            assertEquals(List.of(), system.leftovers());
        }
    }

    @Nested
    @DisplayName("works natively:")
    class Natively {

        @Test
        @DisplayName("a clone is a task that can be asked about, and ends with the machine's id")
        void task() throws Exception {
            Work work = driver.vms().copy(made("a"), Rig.copy("b"));
            Started.Native task =
                    assertInstanceOf(Started.Native.class, work.steps().get(0).start(Map.of()));
            Set<String> ids = Set.of(task.task());

            system.time().advance(Duration.ofSeconds(5));
            assertEquals(
                    new TaskState.Running(Optional.of(0.5)),
                    driver.poll(ids, MINUTE).get(task.task()));

            system.time().advance(Duration.ofSeconds(5));
            TaskState.Succeeded end = assertInstanceOf(
                    TaskState.Succeeded.class, driver.poll(ids, MINUTE).get(task.task()));
            assertEquals("b", driver.vms().read(end.results().get(Step.VM)).name());
        }

        @Test
        @DisplayName("a copy is not seen before it is done, and holds its name all the same")
        void hidden() throws Exception {
            driver.vms().copy(made("a"), Rig.copy("b")).steps().get(0).start(Map.of());

            assertTrue(driver.vms().named("b").orElseThrow().isEmpty());
            assertEquals(
                    Finding.Problem.ALREADY_EXISTS,
                    driver.vms().create(Rig.spec("b")).findings().get(0).problem());
        }

        @Test
        @DisplayName("a cancelled task leaves nothing")
        void cancel() throws Exception {
            Work work = driver.vms().copy(made("a"), Rig.copy("b"));
            String task = ((Started.Native) work.steps().get(0).start(Map.of())).task();

            driver.cancel(task);

            TaskState.Failed end = assertInstanceOf(
                    TaskState.Failed.class, driver.poll(Set.of(task), MINUTE).get(task));
            assertInstanceOf(OperationCancelledException.class, end.error());
            assertEquals(List.of("machine a"), system.leftovers());
        }

        @Test
        @DisplayName("unknown tasks are not told of, nor cancelled")
        void unknown() {
            assertEquals(Map.of(), driver.poll(Set.of("task-999"), MINUTE));
            assertThrows(NotFoundException.class, () -> driver.cancel("task-999"));
        }

        @Test
        @DisplayName("a save is a call that blocks, shows progress and can be aborted")
        void blocking() throws Exception {
            Ref vm = made("a");
            Rig.run(driver, driver.vms().power(vm, PowerVerb.START, MINUTE));
            Step step = driver.vms().power(vm, PowerVerb.SAVE, MINUTE).steps().get(0);
            Started.Blocking save = assertInstanceOf(Started.Blocking.class, step.start(Map.of()));

            assertEquals(Optional.of(0.0), save.progress().get());
            save.abort().run();

            assertThrows(OperationCancelledException.class, () -> save.call().call());
            assertEquals(VMState.RUNNING, driver.vms().read(vm.id()).state());
        }
    }

    @Nested
    @DisplayName("has a session:")
    class Sessions {

        @Test
        @DisplayName("one that has expired refuses until it is renewed")
        void expired() {
            system.faults().expireSession();

            assertThrows(SessionExpiredException.class, () -> driver.vms().list(""));
            assertThrows(SessionExpiredException.class, () -> driver.hosts().list(""));
            driver.renew();
            assertEquals(1, driver.hosts().list("").items().size());
        }

        @Test
        @DisplayName("after close every call is refused, and nothing of it is left")
        void closed() throws Exception {
            Ref vm = made("a");
            driver.inside().orElseThrow().serial(vm);
            driver.events().orElseThrow().watch(e -> {});

            driver.close();

            assertThrows(ClosedException.class, () -> driver.vms().list(""));
            assertThrows(ClosedException.class, () -> driver.vms().read(vm.id()));
            assertThrows(ClosedException.class, driver::renew);
            assertEquals(List.of("machine a"), system.leftovers());
            assertEquals(0, system.connections());
        }

        @Test
        @DisplayName("every request passes the wire by its name")
        void wire() {
            List<String> names = new java.util.ArrayList<>();
            Driver counted = Rig.connect(system, names);
            counted.vms().list("");
            counted.hosts().read(counted.hosts().list("").items().get(0).id());
            counted.close();

            assertEquals(List.of("session.open", "vm.list", "host.list", "host.read", "session.close"), names);
        }
    }

    @Nested
    @DisplayName("looks again when it acts:")
    class LooksAgain {

        @Test
        @DisplayName("a machine that was started after the plan is not deleted")
        void delete() throws Exception {
            Ref vm = made("a");
            Work delete = driver.vms().delete(vm, DeleteOptions.withDisks());
            Rig.run(driver, driver.vms().power(vm, PowerVerb.START, MINUTE));

            assertThrows(InvalidStateException.class, () -> Rig.run(driver, delete));
            assertEquals(VMState.RUNNING, driver.vms().read(vm.id()).state());
        }

        @Test
        @DisplayName("a verb whose state holds by now does nothing")
        void start() throws Exception {
            Ref vm = made("a");
            Work first = driver.vms().power(vm, PowerVerb.START, MINUTE);
            Work second = driver.vms().power(vm, PowerVerb.START, MINUTE);

            Rig.run(driver, first);
            Optional<java.time.Instant> started = driver.vms().read(vm.id()).startedAt();
            system.time().advance(MINUTE);
            Rig.run(driver, second);

            assertEquals(started, driver.vms().read(vm.id()).startedAt());
        }

        @Test
        @DisplayName("a machine with work under way is locked, but for the power cut")
        void locked() throws Exception {
            Ref vm = made("a");
            Rig.run(driver, driver.vms().power(vm, PowerVerb.START, MINUTE));
            driver.vms().power(vm, PowerVerb.SAVE, MINUTE).steps().get(0).start(Map.of());

            assertThrows(
                    io.edgevirt.ConflictException.class,
                    () -> Rig.run(driver, driver.vms().power(vm, PowerVerb.PAUSE, MINUTE)));
            Rig.run(driver, driver.vms().power(vm, PowerVerb.POWER_OFF, MINUTE));

            assertEquals(VMState.OFF, driver.vms().read(vm.id()).state());
        }
    }

    @Test
    @DisplayName("lists a thousand machines in two pages, and one in one")
    void pages() throws Exception {
        for (int i = 0; i < Listed.PAGE; i++) {
            made("vm" + i);
        }

        var first = driver.vms().list("");
        var second = driver.vms().list(first.next().orElseThrow());

        assertEquals(Listed.PAGE, first.items().size());
        assertEquals(
                List.of("vm" + (Listed.PAGE - 1)),
                second.items().stream().map(VMInfo::name).toList());
        assertEquals(Optional.empty(), second.next());
    }

    @Test
    @DisplayName("does not let a machine go to another kind of system")
    void otherDriver() throws Exception {
        Driver other = new Elsewhere();

        Work work = driver.vms()
                .migrate(made("a"), new MigrationSpec(other, Ref.of(Ref.Kind.HOST, "host"), false, Optional.empty()));

        assertEquals(Finding.Problem.UNSUPPORTED, work.findings().get(0).problem());
    }

    private static final class Elsewhere implements Driver {
        @Override
        public io.edgevirt.About about() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void renew() {}

        @Override
        public Support supports(Feature feature) {
            return Support.no("elsewhere", "");
        }

        @Override
        public Support supports(Feature feature, Ref target) {
            return Support.no("elsewhere", "");
        }

        @Override
        public io.edgevirt.spi.VMRole vms() {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.edgevirt.spi.HostRole hosts() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("makes a clone's token its own")
    void cloneToken() throws Exception {
        CloneSpec spec = new CloneSpec(
                UUID.randomUUID(),
                "b",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Ref from = made("a");

        String first = Rig.run(driver, driver.vms().copy(from, spec)).get(Step.VM);

        assertEquals("b", driver.vms().read(first).name());
    }
}
