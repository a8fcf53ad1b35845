package io.edgevirt.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Random UUIDs, of version 4. They are as random as {@link UUID#randomUUID}'s, for they come from the same source, the
 * kernel's generator: but they are read from it directly where it is a file, because the JDK's security providers, which
 * randomUUID sets up first, take a good part of the time a short program needs for its first machine.
 */
final class Tokens {

    private static final String KERNEL = "/dev/urandom";

    private Tokens() {}

    static UUID fresh() {
        try (InputStream source = new FileInputStream(KERNEL)) {
            byte[] random = source.readNBytes(2 * Long.BYTES);
            return random.length == 2 * Long.BYTES ? uuid(ByteBuffer.wrap(random)) : UUID.randomUUID();
        } catch (IOException e) {
            return UUID.randomUUID(); // Windows has no such file
        }
    }

    /** Marks what is random as such: version 4 and the variant of RFC 9562, section 5.4. */
    private static UUID uuid(ByteBuffer random) {
        return new UUID(
                random.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L,
                random.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}
