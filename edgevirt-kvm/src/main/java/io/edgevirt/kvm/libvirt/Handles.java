package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** What handles have in common: how many are alive in this JVM, and their uuids. */
final class Handles {

    private static final AtomicInteger LIVE = new AtomicInteger();

    private Handles() {}

    static void acquired(int count) {
        LIVE.addAndGet(count);
    }

    static void released(int count) {
        LIVE.addAndGet(-count);
    }

    static int live() {
        return LIVE.get();
    }

    /** Reads a uuid through one of libvirt's {@code …GetUUID} functions, which ask no server. */
    static UUID uuid(Pointer handle, BiFunction<Pointer, byte[], Integer> read) {
        byte[] bytes = new byte[16];
        if (read.apply(handle, bytes) < 0) {
            throw new IllegalStateException("libvirt gave no uuid for a handle of its own");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Zeroed native memory. */
    static Memory cleared(long size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }
}
