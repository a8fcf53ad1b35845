package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.http.Abort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a file of the JVM's machine to a datastore. */
final class Upload implements TransferStep.Transfer {

    private final Site site;
    private final Path file;
    private final long length;
    private final String address;
    private final Abort abort = new Abort();
    private volatile long done;

    Upload(Site site, Path file, long length, String address) {
        this.site = site;
        this.file = file;
        this.length = length;
        this.address = address;
    }

    @Override
    public String shown() {
        return "PUT " + address + "\nContent-Length: " + length;
    }

    @Override
    public void run() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) != length) {
                throw new OperationFailedException(Failure.of("the file " + file + " changed while it was uploaded")
                        .backend("vsphere")
                        .hint("upload it again"));
            }
            site.vim().files().upload(address, in, length, sent -> done = sent, abort);
        }
    }

    @Override
    public Optional<Double> fraction() {
        return Optional.of(length == 0 ? 1.0 : (double) done / length);
    }

    @Override
    public void abort() {
        abort.now();
    }
}
