package io.edgevirt.vsphere.translate;

import java.util.Optional;

/**
 * Where a file lies, as vSphere writes it: {@code [datastore1] folder/file.vmdk}.
 *
 * @param datastore the datastore's name
 * @param path the way to the file within it, without a slash at either end; empty for the datastore itself
 */
public record DatastorePath(String datastore, String path) {

    /**
     * Reads a path.
     *
     * @param text such as {@code [datastore1] vm/vm.vmdk}; a blank after the bracket may be missing
     * @return the path, if it is one
     */
    public static Optional<DatastorePath> parse(String text) {
        int end = closing(text);
        if (end < 0) {
            return Optional.empty();
        }
        String rest = text.substring(end + 1);
        rest = rest.startsWith(" ") ? rest.substring(1) : rest;
        while (rest.startsWith("/")) {
            rest = rest.substring(1);
        }
        while (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return Optional.of(new DatastorePath(text.substring(1, end), rest));
    }

    /** The bracket that ends the datastore's name, which may have brackets of its own. */
    private static int closing(String text) {
        if (!text.startsWith("[")) {
            return -1;
        }
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The folder that it lies in.
     *
     * @return without a slash at either end; empty at the top
     */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /**
     * Its name within its folder.
     *
     * @return the part after the last slash
     */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Something that lies in it, it being a folder.
     *
     * @param name a name, or a way down with slashes
     * @return its path
     */
    public DatastorePath in(String name) {
        return new DatastorePath(datastore, path.isEmpty() ? name : path + "/" + name);
    }

    /** The same as vSphere writes it. */
    @Override
    public String toString() {
        return "[" + datastore + "]" + (path.isEmpty() ? "" : " " + path);
    }
}
