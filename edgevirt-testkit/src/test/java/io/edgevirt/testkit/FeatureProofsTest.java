package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Feature;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of proofs")
class FeatureProofsTest {

    @Test
    @DisplayName("has one for every feature")
    void complete() {
        assertEquals(EnumSet.allOf(Feature.class), FeatureProofs.table().keySet());
    }
}
