package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.DatastoreEntry;
import io.edgevirt.vsphere.VSphereDatastore;
import io.edgevirt.vsphere.read.DatastoreFile;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.DatastorePath;
import io.edgevirt.vsphere.translate.SiteNames;
import io.edgevirt.vsphere.translate.VolumeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files of a datastore, as users of vSphere name them. */
final class OwnDatastore implements VSphereDatastore {

    private final Site site;
    private final Operations operations;
    private final Datastore store;
    private final DatastoreVolumes files;

    private OwnDatastore(Site site, Operations operations, Datastore store) {
        this.site = site;
        this.operations = operations;
        this.store = store;
        files = new DatastoreVolumes(site, store);
    }

    static OwnDatastore of(Site site, Operations operations, Ref ref) {
        return new OwnDatastore(site, operations, Datastore.read(site, ref.id()));
    }

    /** A way as it was written, with or without the datastore's name. */
    private DatastorePath path(String written) {
        return DatastorePath.parse(written)
                .orElseGet(() -> DatastorePath.parse("[" + store.name() + "] " + written)
                        .orElse(new DatastorePath(store.name(), written)));
    }

    private List<Finding> rules(String field, DatastorePath path) {
        List<Finding> found = new ArrayList<>();
        if (!path.datastore().equals(store.name())) {
            found.add(SiteNames.invalid(
                    field, path.toString(), "a path of the datastore " + store.name(), "use the other datastore"));
        }
        if (path.path().isEmpty()) {
            found.add(SiteNames.invalid(field, path.toString(), "a way within the datastore", "name a file or folder"));
        }
        for (String part : path.path().split("/", -1)) {
            if (!path.path().isEmpty()) {
                found.addAll(new SiteNames().file(field, part).findings());
            }
        }
        return found;
    }

    private Work planned(String field, DatastorePath path, Supplier<Work> plan) {
        List<Finding> findings = rules(field, path);
        return findings.isEmpty() ? plan.get() : new Work(findings, List.of());
    }

    private <T> Operation<T> operation(
            String verb, DatastorePath path, Supplier<Work> plan, Function<Map<String, String>, T> finish) {
        return operations.operation(verb, path.toString(), () -> planned("path", path, plan), finish);
    }

    private Optional<DatastoreFile> at(DatastorePath path) {
        return files.folder(path.folder()).stream()
                .filter(f -> f.path().equals(path.path()))
                .findFirst();
    }

    private boolean isFolder(String way) {
        return way.isEmpty()
                || at(new DatastorePath(store.name(), way))
                        .filter(f -> f.kind() == DatastoreFile.Kind.FOLDER)
                        .isPresent();
    }

    private static Finding taken(String path) {
        return Finding.fail(
                "path", Problem.ALREADY_EXISTS, path, "there is a file of that name", "choose another, or delete it");
    }

    private static Finding absent(String path) {
        return Finding.fail(
                "path", Problem.NOT_FOUND, path, "there is no such file", "list(folder) tells what is there");
    }

    @Override
    public List<DatastoreEntry> list(String folder) {
        DatastorePath path = path(folder);
        return operations.read(
                "list",
                path.toString(),
                () -> files.listed(path).stream()
                        .map(f -> new DatastoreEntry(
                                f.path(),
                                f.kind() == DatastoreFile.Kind.FOLDER,
                                f.kind() == DatastoreFile.Kind.DISK,
                                f.kind() == DatastoreFile.Kind.FOLDER ? Optional.empty() : f.size(),
                                f.modified()))
                        .toList());
    }

    @Override
    public Operation<String> upload(Path file, String to) {
        DatastorePath path = path(to);
        return operation(
                "upload",
                path,
                () -> {
                    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
                        return Work.stopped(SiteNames.invalid(
                                "file", file.toString(), "a file that can be read", "check the path"));
                    }
                    if (!isFolder(path.folder())) {
                        return Work.stopped(absent(new DatastorePath(store.name(), path.folder()).toString()));
                    }
                    return at(path).isPresent()
                            ? Work.stopped(taken(path.toString()))
                            : new Work(List.of(), new FileSteps(site, store).upload(file, path));
                },
                results -> path.toString());
    }

    @Override
    public Operation<Path> download(String from, Path file) {
        DatastorePath path = path(from);
        return operation(
                "download",
                path,
                () -> {
                    if (Files.exists(file)) {
                        return Work.stopped(taken(file.toString()));
                    }
                    return at(path).filter(f -> f.kind() != DatastoreFile.Kind.FOLDER)
                                    .isEmpty()
                            ? Work.stopped(absent(path.toString()))
                            : Work.of(new FileSteps(site, store).download(path, file));
                },
                results -> file);
    }

    @Override
    public Operation<String> makeFolder(String folder) {
        DatastorePath path = path(folder);
        return operation(
                "makeFolder",
                path,
                () -> at(path).isPresent()
                        ? Work.of()
                        : Work.of(new VimStep(
                                        site.vim(),
                                        "make folder " + path,
                                        store.requests(site).makeFolder(path.toString()))
                                .landed(results -> at(path).isPresent() ? Landed.yes(Map.of()) : Landed.no())),
                results -> path.toString());
    }

    @Override
    public Operation<String> delete(String from) {
        DatastorePath path = path(from);
        return operation(
                "delete",
                path,
                () -> {
                    Optional<DatastoreFile> file = at(path);
                    if (file.isEmpty()) {
                        return Work.stopped(absent(path.toString()));
                    }
                    Optional<String> user = new VolumeUsers(site, store).within(path);
                    return user.isPresent()
                            ? Work.stopped(Finding.fail(
                                    "path",
                                    Problem.STATE,
                                    path.toString(),
                                    user.get() + " uses it",
                                    "remove it from that machine, or delete the machine"))
                            : Work.of(removal(path, file.get()));
                },
                results -> path.toString());
    }

    private VimStep removal(DatastorePath path, DatastoreFile file) {
        boolean disk = file.kind() == DatastoreFile.Kind.DISK && VolumeName.isDisk(file.name());
        Request request = disk
                ? store.requests(site).deleteDisk(path.toString())
                : store.requests(site).deleteFile(path.toString());
        return new VimStep(site.vim(), "remove " + path, request)
                .token(UUID.randomUUID().toString())
                .landed(results -> gone(path) ? Landed.yes(Map.of()) : Landed.no());
    }

    private boolean gone(DatastorePath path) {
        try {
            return at(path).isEmpty();
        } catch (NotFoundException e) {
            return true;
        }
    }
}
