package io.edgevirt.proxmox.http;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file on its way into a storage.
 *
 * @param name its name there
 * @param size in bytes
 * @param source opened when it is sent, once for each time
 */
public record UploadFile(String name, long size, Source source) {

    /** Of every other character Proxmox VE would make an underscore. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Begins.
         *
         * @return the bytes, to be closed
         * @throws IOException if they cannot be read
         */
        InputStream open() throws IOException;
    }

    // Refuses a name under which the file would not lie there.
    public UploadFile {
        if (!NAME.matcher(name).matches()) {
            throw InvalidSpecException.of(List.of(new Violation(
                    "filename",
                    name,
                    "Proxmox VE keeps letters of ASCII, digits, _, . and - of a file's name, 255 of them at most",
                    "give the file such a name")));
        }
    }

    /**
     * A file of this machine.
     *
     * @param file the file
     * @param name its name in the storage
     * @return the same to be sent
     * @throws IOException if it cannot be read
     */
    public static UploadFile of(Path file, String name) throws IOException {
        return new UploadFile(name, Files.size(file), () -> Files.newInputStream(file));
    }
}
