package io.edgevirt.kvm.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel says of this JVM. */
final class ThisProcess {

    private ThisProcess() {}

    static long fileDescriptors() {
        return entries("/proc/self/fd");
    }

    static long threads() {
        return entries("/proc/self/task");
    }

    private static long entries(String folder) {
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
