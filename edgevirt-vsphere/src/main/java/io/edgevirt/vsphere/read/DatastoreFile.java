package io.edgevirt.vsphere.read;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file or folder that a datastore's browser found.
 *
 * @param folder the folder it lies in, within the datastore; empty for the top
 * @param name its name
 * @param kind what it is
 * @param size the space it takes
 * @param capacity for a disk: its size as a guest sees it
 * @param thin for a disk: whether it takes space only as it fills
 * @param modified when it was changed last
 */
public record DatastoreFile(
        String folder,
        String name,
        Kind kind,
        Optional<Size> size,
        Optional<Size> capacity,
        Optional<Boolean> thin,
        Optional<Instant> modified) {

    private static final long KIB = 1024;

    /** The files that a disk consists of besides the one that names it, by VMware's endings for them. */
    private static final Pattern PART =
            Pattern.compile(".*-(flat|delta|ctk|sesparse|rdm|rdmp|[sf][0-9]{3})\\.vmdk", Pattern.DOTALL);

    /** What a file is. */
    public enum Kind {
        /** A folder. */
        FOLDER,
        /** A virtual disk. */
        DISK,
        /** An image of a CD. */
        ISO,
        /** An image of a floppy disk. */
        FLOPPY,
        /** Anything else. */
        OTHER
    }

    /**
     * Reads what a search found, in one folder or in several.
     *
     * @param result the result of the search's task
     * @return the files, without those that are but a part of a disk; each once
     */
    public static List<DatastoreFile> of(Element result) {
        List<Element> folders = new ArrayList<>(result.all("HostDatastoreBrowserSearchResults"));
        if (result.at("folderPath").present()) {
            folders.add(result);
        }
        Map<String, DatastoreFile> found = new LinkedHashMap<>();
        for (Element folder : folders) {
            String way = way(folder.at("folderPath").text());
            for (Element file : folder.all("file")) {
                DatastoreFile one = file(way, file);
                if (!PART.matcher(one.name).matches()) {
                    // asked for both as disks and as files, some servers tell a disk twice
                    found.merge(way + "/" + one.name, one, (a, b) -> a.kind == Kind.DISK ? a : b);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The folder within the datastore, without what a server writes around it. */
    private static String way(String path) {
        int open = 0;
        int at = 0;
        do {
            open += at < path.length() && path.charAt(at) == '[' ? 1 : 0;
            open -= at < path.length() && path.charAt(at) == ']' ? 1 : 0;
            at++;
        } while (open > 0 && at < path.length());
        String rest = path.startsWith("[") ? path.substring(at) : path;
        int from = 0;
        int to = rest.length();
        while (from < to && (rest.charAt(from) == ' ' || rest.charAt(from) == '/')) {
            from++;
        }
        while (to > from && rest.charAt(to - 1) == '/') {
            to--;
        }
        return rest.substring(from, to);
    }

    private static DatastoreFile file(String folder, Element file) {
        Kind kind = switch (file.type()) {
            case "FolderFileInfo" -> Kind.FOLDER;
            case "VmDiskFileInfo" -> Kind.DISK;
            case "IsoImageFileInfo" -> Kind.ISO;
            case "FloppyImageFileInfo" -> Kind.FLOPPY;
            default -> Kind.OTHER;
        };
        return new DatastoreFile(
                folder,
                file.at("path").text(),
                kind,
                file.at("fileSize").size(1),
                file.at("capacityKb").size(KIB).filter(s -> s.bytes() > 0),
                file.flag("thin"),
                file.at("modification").time());
    }

    /**
     * The way to it within the datastore.
     *
     * @return its folder and name
     */
    public String path() {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
