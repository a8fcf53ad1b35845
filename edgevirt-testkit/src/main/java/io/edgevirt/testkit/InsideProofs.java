package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Event;
import io.edgevirt.ExecResult;
import io.edgevirt.Feature;
import io.edgevirt.Guest;
import io.edgevirt.GuestAddress;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.Subscription;
import io.edgevirt.VM;
import io.edgevirt.VMStats;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proofs of what is seen and done inside running machines. */
final class InsideProofs {

    /** The first bytes of every PNG file, after RFC 2083, section 3.1. */
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final Props.Inside NOTHING =
            new Props.Inside(Optional.empty(), List.of("true"), List.of("false"), "/tmp/contract");

    private InsideProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.SERIAL_CONSOLE, InsideProofs::serial);
        proofs.put(Feature.REMOTE_DISPLAY, InsideProofs::display);
        proofs.put(Feature.SCREENSHOT, InsideProofs::screenshot);
        proofs.put(Feature.STATISTICS, InsideProofs::statistics);
        proofs.put(Feature.WATCH, InsideProofs::watch);
        proofs.put(Feature.GUEST_ADDRESSES, InsideProofs::addresses);
        proofs.put(Feature.GUEST_EXEC, InsideProofs::exec);
        proofs.put(Feature.GUEST_FILES, InsideProofs::files);
    }

    private static void serial(Trial trial) {
        VM vm = trial.bench().running();
        String marker = trial.given(trial.bench().server().bootMarker(), "none", "boot marker");
        String text = trial.call(() -> vm.serial().await(marker, trial.bench().patience()));
        assertTrue(text.endsWith(marker), () -> "the text does not end with the marker: " + text);
    }

    private static void display(Trial trial) {
        VM vm = trial.bench().running();
        RemoteDisplay display = trial.call(vm::display);
        assertFalse(display.uri().toString().isBlank());
        display.ticket()
                .ifPresent(ticket ->
                        assertFalse(display.toString().contains(new String(ticket.reveal())), "the ticket is printed"));
    }

    private static void screenshot(Trial trial) {
        VM vm = trial.bench().running();
        byte[] picture = trial.call(vm::screenshot);
        assertTrue(picture.length > PNG.length, "the picture is empty");
        assertArrayEquals(PNG, Arrays.copyOf(picture, PNG.length), "it is no PNG");
    }

    private static void statistics(Trial trial) {
        VM vm = trial.bench().running();
        VMStats stats = trial.call(vm::stats);
        assertTrue(
                stats.cpuTime().isPresent()
                        || stats.cpuLoad().isPresent()
                        || stats.memoryUsed().isPresent(),
                () -> "nothing is reported: " + stats);
    }

    private static void watch(Trial trial) {
        Events events = new Events(trial.bench().patience());
        try (Subscription watching = trial.call(() -> trial.bench().hv().watch(events))) {
            VM vm = trial.bench().off();
            events.await(vm.id(), Event.Kind.CREATED);
        }
    }

    private static void addresses(Trial trial) {
        String network = trial.given(trial.bench().props().network(), "", "network");
        trial.bench().needs(Feature.POWER);
        VM vm = network.isEmpty()
                ? trial.bench().running()
                : trial.bench().machine().nic(network).create().start();
        if (trial.missing()) {
            trial.call(() -> vm.guest().addresses());
        }
        GuestAddress address =
                trial.call(() -> vm.guest().awaitAddress(trial.bench().patience()));
        assertFalse(address.address().isLoopbackAddress());
        assertFalse(address.address().isLinkLocalAddress());
    }

    private static void exec(Trial trial) {
        Props.Inside inside = trial.given(trial.bench().props().inside(), NOTHING, "program to run in guests");
        VM vm = trial.bench().booted();
        ExecResult result = trial.call(() ->
                guest(vm, inside).exec(trial.bench().patience(), inside.echo().toArray(String[]::new)));
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.output().contains("contract"), result::toString);
    }

    private static void files(Trial trial) {
        Props.Inside inside = trial.given(trial.bench().props().inside(), NOTHING, "file in guests");
        VM vm = trial.bench().booted();
        byte[] content = "what the contract wrote ’é".getBytes(StandardCharsets.UTF_8);
        trial.call(() -> {
            guest(vm, inside).write(inside.file(), content);
            return vm;
        });
        assertArrayEquals(content, guest(vm, inside).read(inside.file()));
    }

    static Guest guest(VM vm, Props.Inside inside) {
        return inside.login()
                .map(login -> vm.guest().as(login.user(), login.password()))
                .orElseGet(vm::guest);
    }
}
