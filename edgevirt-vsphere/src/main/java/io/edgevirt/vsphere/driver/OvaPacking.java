package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.vsphere.soap.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes one OVA of the files: a tar in their order. A part goes as soon as it is in, so that disks lie twice one by one. */
record OvaPacking(Path target) implements OvfDownload.Packing {

    private static final int CHUNK = 64 * 1024;

    @Override
    public void pack(List<Path> parts, Path into, BooleanSupplier ended) throws IOException {
        try (OutputStream file = Files.newOutputStream(into);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(file, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Path part : parts) {
                put(part, tar, ended);
                Files.delete(part);
            }
        }
    }

    /** With nothing of this machine's users in it. */
    private static void put(Path part, TarArchiveOutputStream tar, BooleanSupplier ended) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(String.valueOf(part.getFileName()));
        entry.setSize(Files.size(part));
        tar.putArchiveEntry(entry);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(part)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (ended.getAsBoolean()) {
                    throw new OperationFailedException(
                            Failure.of("it was ended").backend(Faults.BACKEND));
                }
                tar.write(chunk, 0, n);
            }
        }
        tar.closeArchiveEntry();
    }
}
