package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.ExecResult;
import io.edgevirt.Feature;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.SerialConsole;
import io.edgevirt.VM;
import io.edgevirt.VMStats;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is seen and done inside machines. */
abstract class InsideContract {

    private static final Duration MOMENT = Duration.ofMillis(50);

    /** What shells end with that find no program of a name (POSIX). */
    private static final int NO_PROGRAM = 127;

    @Test
    @DisplayName("the serial console tells the text since the machine was started, also to who asks later")
    void serial(Bench bench) {
        bench.needs(Feature.SERIAL_CONSOLE);
        String marker = bench.given(bench.server().bootMarker(), "boot marker");
        VM vm = bench.running();
        try (SerialConsole first = vm.serial();
                SerialConsole second = vm.serial()) {
            String text = first.await(marker, bench.patience());

            assertTrue(text.endsWith(marker), text);
            assertTrue(second.await(marker, bench.patience()).endsWith(marker));
            assertTrue(first.text().contains(marker), first::text);
        }
    }

    @Test
    @DisplayName("a marker that does not come is a timeout with the last lines seen")
    void serialInVain(Bench bench) {
        bench.needs(Feature.SERIAL_CONSOLE);
        String marker = bench.given(bench.server().bootMarker(), "boot marker");
        VM vm = bench.running();
        SerialConsole console = vm.serial();
        console.await(marker, bench.patience());
        OperationTimeoutException e = assertThrows(
                OperationTimeoutException.class, () -> console.await("never written " + bench.prefix(), MOMENT));

        assertTrue(e.lastSeen().isPresent(), e::toString);
    }

    @Test
    @DisplayName("a second boot shows the marker again to the same console")
    void serialAgain(Bench bench) {
        bench.needs(Feature.SERIAL_CONSOLE);
        String marker = bench.given(bench.server().bootMarker(), "boot marker");
        VM vm = bench.running();
        SerialConsole console = vm.serial();
        console.await(marker, bench.patience());
        vm.powerOff();
        vm.start();

        assertTrue(vm.serial().await(marker, bench.patience()).endsWith(marker));
    }

    @Test
    @DisplayName("statistics are not negative, and what is not known is empty")
    void stats(Bench bench) {
        bench.needs(Feature.STATISTICS);
        VM vm = bench.running();
        VMStats stats = vm.stats();

        stats.cpuTime().ifPresent(time -> assertFalse(time.isNegative()));
        stats.uptime().ifPresent(time -> assertFalse(time.isNegative()));
        stats.cpuLoad().ifPresent(load -> assertTrue(load >= 0, () -> "a load of " + load));
        assertFalse(stats.toString().contains("\n"));
    }

    @Test
    @DisplayName("a machine that is off has no display and no screen")
    void noDisplay(Bench bench) {
        bench.needs(Feature.REMOTE_DISPLAY, Feature.SCREENSHOT);
        VM vm = bench.off();

        assertThrows(EdgeVirtException.class, vm::display);
        assertThrows(EdgeVirtException.class, vm::screenshot);
    }

    @Test
    @DisplayName("a program that fails in the guest tells its exit code")
    void exitCode(Bench bench) {
        bench.needs(Feature.GUEST_EXEC);
        Props.Inside inside = bench.given(bench.props().inside(), "program to run in guests");
        VM vm = bench.booted();
        ExecResult result = InsideProofs.guest(vm, inside)
                .exec(bench.patience(), inside.failing().toArray(String[]::new));

        assertNotEquals(0, result.exitCode(), result::toString);
    }

    @Test
    @DisplayName("a program that the guest has not is not found, be it by a shell of the guest's, which ends with 127")
    void noProgram(Bench bench) {
        bench.needs(Feature.GUEST_EXEC);
        Props.Inside inside = bench.given(bench.props().inside(), "program to run in guests");
        VM vm = bench.booted();
        try {
            ExecResult result =
                    InsideProofs.guest(vm, inside).exec(bench.patience(), "/no-such-program-of-the-contract");
            assertEquals(NO_PROGRAM, result.exitCode(), result::toString);
        } catch (NotFoundException e) {
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }
    }

    @Test
    @DisplayName("a file that the guest has not is not found")
    void noFile(Bench bench) {
        bench.needs(Feature.GUEST_FILES);
        Props.Inside inside = bench.given(bench.props().inside(), "file in guests");
        VM vm = bench.booted();

        assertThrows(
                NotFoundException.class, () -> InsideProofs.guest(vm, inside).read(inside.file() + "-of-nobody"));
    }

    @Test
    @DisplayName("no program runs in a machine that is off")
    void execOff(Bench bench) {
        bench.needs(Feature.GUEST_EXEC);
        Props.Inside inside = bench.given(bench.props().inside(), "program to run in guests");
        VM vm = bench.off();

        assertThrows(
                EdgeVirtException.class,
                () -> InsideProofs.guest(vm, inside)
                        .exec(bench.patience(), inside.echo().toArray(String[]::new)));
    }

    @Test
    @DisplayName("an address of a machine that is off is not waited for longer than asked")
    void noAddress(Bench bench) {
        bench.needs(Feature.GUEST_ADDRESSES);
        VM vm = bench.off();
        EdgeVirtException e =
                assertThrows(EdgeVirtException.class, () -> vm.guest().awaitAddress(MOMENT));

        assertTrue(e instanceof OperationTimeoutException || e instanceof InvalidStateException, e::toString);
    }
}
