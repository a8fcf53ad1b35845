package io.edgevirt.vsphere.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Failure;
import io.edgevirt.vsphere.soap.Faults;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that are made in a folder of their own first, and are moved to their places when all of them are whole. */
final class ExportFiles {

    private final Path folder;
    private final List<Path> placed = new ArrayList<>();

    private ExportFiles(Path folder) {
        this.folder = folder;
    }

    /** Beside where they will be, so that moving them copies nothing. */
    static ExportFiles in(Path folder) throws IOException {
        return new ExportFiles(Files.createTempDirectory(folder, ".edgevirt-export"));
    }

    /** Where a file is made. */
    Path part(String name) {
        return folder.resolve(name);
    }

    /** Moves a whole file to its place, over nothing that is there. */
    void place(String name, Path to) throws IOException {
        try {
            Files.createFile(to);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(Failure.of("there is a file " + to + " already")
                    .backend(Faults.BACKEND)
                    .hint("remove it, or export to another place"));
        }
        placed.add(to);
        Files.move(part(name), to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was moved to its place. */
    void takeBack() throws IOException {
        for (Path file : placed) {
            Files.deleteIfExists(file);
        }
    }

    /** Removes what was not moved. */
    void clean() throws IOException {
        List<Path> left;
        try (Stream<Path> all = Files.list(folder)) {
            left = all.toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
