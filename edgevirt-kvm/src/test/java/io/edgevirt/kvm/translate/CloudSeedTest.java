package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What cloud-init is told of a machine")
class CloudSeedTest {

    @Test
    @DisplayName("is its id, and its name where that can be a host's")
    void name() {
        assertEquals(
                "{\"instance-id\": \"" + Wanted.TOKEN + "\", \"local-hostname\": \"edge-01\"}\n",
                CloudSeed.metadata("edge-01", Wanted.TOKEN));
    }

    @Test
    @DisplayName("never has a part that a name brought in")
    void hostile() {
        assertEquals(
                "{\"instance-id\": \"" + Wanted.TOKEN + "\"}\n",
                CloudSeed.metadata("x\", \"evil\": \"y", Wanted.TOKEN));
    }
}
