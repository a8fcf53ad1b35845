package io.edgevirt.vsphere.sim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On tests that start a {@link Simulator}: skipped, with the reason, where there is none. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("peer")
@EnabledIfSystemProperty(
        named = Simulator.PROPERTY,
        matches = ".+",
        disabledReason = "build VMware's simulator with scripts/build-vsphere-simulator.sh and give its path")
public @interface NeedsSimulator {}
