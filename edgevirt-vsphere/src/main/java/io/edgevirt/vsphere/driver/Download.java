package io.edgevirt.vsphere.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Failure;
import io.edgevirt.http.Abort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Fetches a file of a datastore: beside its place first, so that no half of it is ever taken for it. */
final class Download implements TransferStep.Transfer {

    private final Site site;
    private final String address;
    private final Path to;
    private final Abort abort = new Abort();
    private volatile OptionalLong length = OptionalLong.empty();
    private volatile long done;

    Download(Site site, String address, Path to) {
        this.site = site;
        this.address = address;
        this.to = to;
    }

    @Override
    public String shown() {
        return "GET " + address;
    }

    @Override
    public void run() throws IOException {
        Path folder = to.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, ".edgevirt", ".part");
        try {
            length = site.vim().files().size(address);
            try (OutputStream out = Files.newOutputStream(part)) {
                site.vim().files().download(address, out, got -> done = got, abort);
            }
            Files.move(part, to);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(Failure.of("there is a file " + to + " already")
                    .backend("vsphere")
                    .hint("remove it, or download to another place"));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public Optional<Double> fraction() {
        long all = length.orElse(0);
        return all > 0 ? Optional.of((double) done / all) : Optional.empty();
    }

    @Override
    public void abort() {
        abort.now();
    }
}
