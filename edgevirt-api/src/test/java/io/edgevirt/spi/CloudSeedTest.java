package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What cloud-init is told of a machine")
class CloudSeedTest {

    private static final UUID TOKEN = UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427");

    @Test
    @DisplayName("is its id, and its name where that can be a host's")
    void name() {
        assertEquals(
                "{\"instance-id\": \"" + TOKEN + "\", \"local-hostname\": \"edge-01\"}\n",
                CloudSeed.metadata("edge-01", TOKEN));
    }

    @Test
    @DisplayName("never has a part that a name brought in")
    void hostile() {
        assertEquals("{\"instance-id\": \"" + TOKEN + "\"}\n", CloudSeed.metadata("x\", \"evil\": \"y", TOKEN));
    }
}
