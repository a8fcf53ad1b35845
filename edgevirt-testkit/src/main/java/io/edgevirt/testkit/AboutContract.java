package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a connection tells of itself. */
abstract class AboutContract {

    /** A type that no backend has below it. */
    private static final class Stranger {}

    @Test
    @DisplayName("product, version, licence and native API")
    void about(Bench bench) {
        About about = bench.hv().about();

        for (String fact : List.of(
                about.backend(),
                about.product(),
                about.version(),
                about.licence(),
                about.nativeApi(),
                about.bestFor())) {
            assertFalse(fact.isBlank(), about::toString);
        }
        assertFalse(about.toString().contains("\n"), "it prints on several lines");
    }

    @Test
    @DisplayName("without asking the system")
    void unasked(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        traffic.take();

        hv.about();
        for (Feature feature : Feature.values()) {
            hv.supports(feature);
        }

        assertEquals(List.of(), traffic.take());
    }

    @Test
    @DisplayName("whether a machine or a host can do something is one request at most")
    void targets(Bench bench) {
        Traffic traffic = new Traffic();
        Hypervisor hv = bench.connect(settings -> settings.intercept(traffic));
        VM vm = bench.off(hv);
        var host = hv.hosts().list().get(0);
        for (Feature feature : Feature.values()) {
            traffic.take();
            vm.supports(feature);
            assertTrue(traffic.take().size() <= 1, () -> feature + " of a machine");
            host.supports(feature);
            assertTrue(traffic.take().size() <= 1, () -> feature + " of a host");
        }
    }

    @Test
    @DisplayName("what is not below it cannot be unwrapped")
    void strangers(Bench bench) {
        assertEquals(Optional.empty(), bench.hv().unwrapIf(Stranger.class));
        assertThrows(UnsupportedFeatureException.class, () -> bench.hv().unwrap(Stranger.class));
    }

    @Test
    @DisplayName("every gap that the server under test declares names something of the contract")
    void gaps(Bench bench) {
        Set<String> known = new HashSet<>(TestId.known());
        Arrays.stream(Feature.values()).map(Feature::name).forEach(known::add);
        List<String> unknown = bench.server().gaps().keySet().stream()
                .filter(key -> !known.contains(key.split(": ", 2)[0]))
                .toList();

        assertEquals(List.of(), unknown);
    }
}
