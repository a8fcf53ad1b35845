package io.edgevirt.kvm.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What the kernel says of this JVM. */
final class ThisProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ThisProcess() {}

    static long fileDescriptors() {
        return entries("/proc/self/fd");
    }

    static long threads() {
        return entries("/proc/self/task");
    }

    /**
     * Waits until there are no more than so many, for a moment: libvirt's event loop closes a connection's socket when it
     * comes to it, and the JVM's own compilers come and go. What leaked stays.
     */
    static boolean falls(LongSupplier count, long most) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count.getAsLong() > most) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    private static long entries(String folder) {
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
