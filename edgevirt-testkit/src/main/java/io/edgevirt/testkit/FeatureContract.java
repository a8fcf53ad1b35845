package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Support;
import io.edgevirt.VM;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every feature is what the connection says of it. */
abstract class FeatureContract {

    @ParameterizedTest(name = "{0}")
    @EnumSource(Feature.class)
    @DisplayName("the operation works where it is supported, and is refused where it is not")
    void proof(Feature feature, Bench bench) {
        bench.needs(feature);
        if (bench.hv().supports(feature).status() == Support.Status.YES) {
            Trial.of(feature, bench);
        }
    }

    @Test
    @DisplayName("what is missing or depends says why, and what depends says what to do")
    void reasons(Bench bench) {
        for (Feature feature : Feature.values()) {
            Support support = bench.hv().supports(feature);
            if (support.status() != Support.Status.YES) {
                assertFalse(support.reason().isBlank(), () -> feature + " without a reason");
            }
            if (support.status() == Support.Status.CONDITIONAL) {
                assertFalse(support.remedy().isBlank(), () -> feature + " without a remedy");
            }
        }
    }

    @Test
    @DisplayName("a machine and a host cannot do what the system cannot")
    void targets(Bench bench) {
        Hypervisor hv = bench.hv();
        VM vm = bench.off();
        for (Feature feature : Feature.values()) {
            if (hv.supports(feature).status() == Support.Status.NO) {
                assertNo(feature, vm.supports(feature));
                assertNo(feature, hv.hosts().list().get(0).supports(feature));
            }
        }
    }

    private static void assertNo(Feature feature, Support support) {
        assertFalse(
                support.status() == Support.Status.YES,
                () -> feature + " is not supported, but here it is: " + support);
    }
}
