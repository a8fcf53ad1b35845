package io.edgevirt.spi;

import java.nio.file.Path;

/** Where a file is. */
public sealed interface FileSource {

    /**
     * A file of the JVM's machine, to be uploaded where the host is another.
     *
     * @param path the file
     */
    record Local(Path path) implements FileSource {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A file of the server's.
     *
     * @param path the server's path, or {@code pool:volume}
     */
    record Remote(String path) implements FileSource {
        @Override
        public String toString() {
            return path;
        }
    }
}
