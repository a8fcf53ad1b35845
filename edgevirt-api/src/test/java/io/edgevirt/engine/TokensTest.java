package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token")
class TokensTest {

    @Test
    @DisplayName("says of itself that it is random")
    void saysThatItIsRandom() {
        for (int i = 0; i < 100; i++) {
            UUID token = Tokens.fresh();
            assertEquals(4, token.version());
            assertEquals(2, token.variant());
        }
    }

    @Test
    @DisplayName("is like no other")
    void isLikeNoOther() {
        Set<UUID> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(Tokens.fresh());
        }
        assertEquals(1_000, tokens.size());
    }

    @Test
    @DisplayName("has all its other bits at random")
    void hasAllOtherBitsAtRandom() {
        long high = 0;
        long low = 0;
        UUID first = Tokens.fresh();
        // a bit that is random has the same value 200 times with a probability of 2 to the power of -200
        for (int i = 0; i < 200; i++) {
            UUID token = Tokens.fresh();
            high |= token.getMostSignificantBits() ^ first.getMostSignificantBits();
            low |= token.getLeastSignificantBits() ^ first.getLeastSignificantBits();
        }
        assertEquals(0xFFFF_FFFF_FFFF_0FFFL, high);
        assertEquals(0x3FFF_FFFF_FFFF_FFFFL, low);
    }
}
