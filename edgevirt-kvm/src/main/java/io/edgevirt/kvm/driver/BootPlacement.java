package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.BootChoice;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.spi.CloudSeed;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds images and kernels on the server; a file of this machine's is uploaded where the server is another. */
final class BootPlacement {

    private final Reads reads;
    private final boolean local;
    private final List<PoolText> pools;
    private final String machine;
    private final UUID token;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> uploads = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    BootPlacement(Reads reads, boolean local, List<PoolText> pools, String machine, UUID token) {
        this.reads = reads;
        this.local = local;
        this.pools = pools;
        this.machine = machine;
        this.token = token;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The uploads that come before the definition. */
    List<Step> uploads() {
        return uploads;
    }

    BootChoice place(VMSpec spec) {
        Optional<String> iso = spec.boot().iso().flatMap(f -> image("iso", f));
        Optional<String> kernel = spec.boot().kernel().flatMap(k -> path("bootKernel.kernel", k.kernel(), "vmlinuz"));
        Optional<String> initrd = spec.boot().kernel().flatMap(k -> path("bootKernel.initrd", k.initrd(), "initrd"));
        Optional<String> seed = spec.cloudInit()
                .flatMap(data -> upload("cloudInit", "seed.iso", CloudSeed.image(spec.name(), token, data)));
        return new BootChoice(iso, kernel, initrd, seed, files);
    }

    /** An image for a CD drive, which stays when the machine goes unless it was uploaded for it. */
    Optional<String> image(String field, FileSource file) {
        return path(field, file, "cd.iso");
    }

    private Optional<String> path(String field, FileSource file, String kind) {
        if (file instanceof FileSource.Remote remote) {
            return remote(field, remote.path());
        }
        Path path = ((FileSource.Local) file).path().toAbsolutePath().normalize();
        if (!local) {
            return uploadFile(field, kind, path);
        }
        findings.addAll(new NameRules().path(field, path.toString()).findings());
        return Optional.of(path.toString());
    }

    private Optional<String> remote(String field, String path) {
        findings.addAll(new NameRules().path(field, path).findings());
        int colon = path.indexOf(':');
        if (!path.startsWith("/") && colon > 0) {
            return inPool(field, path, path.substring(0, colon), path.substring(colon + 1));
        }
        if (!path.startsWith("/")) {
            findings.add(NameRules.invalid(
                    field, path, "a path of the server's begins with a slash", "or write pool:volume"));
            return Optional.empty();
        }
        Optional<PoolText> pool =
                PoolText.holding(pools, path).filter(p -> p.info().active());
        return pool.isEmpty() || there(pool.get(), path.substring(path.lastIndexOf('/') + 1))
                ? Optional.of(path)
                : missing(field, path);
    }

    private Optional<String> inPool(String field, String text, String name, String volume) {
        Optional<PoolText> pool =
                pools.stream().filter(p -> p.info().name().equals(name)).findFirst();
        if (pool.isEmpty()) {
            findings.add(Defaults.noPool(
                    Optional.of(name), pools.stream().map(PoolText::info).toList()));
            return Optional.empty();
        }
        if (!there(pool.get(), volume)) {
            return missing(field, text);
        }
        return Optional.of(reads.lib().volumes().path(VolumeSteps.id(pool.get()), volume));
    }

    private Optional<String> missing(String field, String path) {
        findings.add(
                Finding.fail(field, Problem.NOT_FOUND, path, "there is no such file on the server", "check the path"));
        return Optional.empty();
    }

    /** A file that came into the folder lately is seen after the pool looked again; that changes nothing. */
    private boolean there(PoolText pool, String volume) {
        UUID id = VolumeSteps.id(pool);
        if (reads.lib().volumes().find(id, volume).isPresent()) {
            return true;
        }
        try {
            reads.lib().pools().refresh(id);
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
        }
        return reads.lib().volumes().find(id, volume).isPresent();
    }

    private Optional<String> uploadFile(String field, String kind, Path path) {
        try {
            long size = Files.size(path);
            return placed(field, kind, size).map(p -> {
                uploads.add(
                        new VolumeSteps(reads).upload(p, volume(kind), size, () -> Files.newInputStream(path), token));
                return noted(p, kind);
            });
        } catch (IOException e) {
            findings.add(
                    NameRules.invalid(field, path.toString(), "the file can be read", "check it: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> upload(String field, String kind, byte[] content) {
        return placed(field, kind, content.length).map(p -> {
            uploads.add(new VolumeSteps(reads)
                    .upload(p, volume(kind), content.length, () -> new java.io.ByteArrayInputStream(content), token));
            return noted(p, kind);
        });
    }

    private Optional<PoolText> placed(String field, String kind, long size) {
        Optional<PoolText> pool = DiskPlacement.pool(pools, Optional.empty(), Size.ofBytes(size))
                .filter(p -> p.path(volume(kind)).isPresent());
        if (pool.isEmpty()) {
            findings.add(Finding.fail(
                    field,
                    Problem.RESOURCES,
                    kind,
                    "no active storage pool can take the file",
                    "define a pool, such as one of kind dir"));
        }
        return pool;
    }

    private String noted(PoolText pool, String kind) {
        String path = pool.path(volume(kind)).orElseThrow();
        files.add(path);
        return path;
    }

    private String volume(String kind) {
        return machine + "-" + DiskPlacement.mark(token) + "-" + kind;
    }
}
