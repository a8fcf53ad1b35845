package io.edgevirt.proxmox.translate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How ISO images are called. */
public final class ImageName {

    private static final String FOLDER = "iso/";
    /** Where a storage with folders keeps its images. */
    private static final String PLACE = "/template/iso/";

    private static final int LONGEST = 200;
    private static final int TOKEN = 8;

    private ImageName() {}

    /**
     * The volume that is meant by a storage and a name.
     *
     * @param text {@code local:iso/debian.iso} or {@code local:debian.iso}
     * @return the volume's id; empty if the text names no storage
     */
    public static Optional<String> volume(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            return Optional.empty();
        }
        String name = text.substring(colon + 1);
        return Optional.of(text.substring(0, colon + 1) + (name.startsWith(FOLDER) ? name : FOLDER + name));
    }

    /**
     * The volume that a path of a node's is.
     *
     * @param path the path
     * @param storage a storage
     * @param root where that storage lies; empty if it has no folders
     * @return the volume's id; empty if the file is not an image of that storage
     */
    public static Optional<String> of(String path, String storage, String root) {
        String folder = root + PLACE;
        boolean inside = !root.isEmpty()
                && path.startsWith(folder)
                && path.length() > folder.length()
                && path.indexOf('/', folder.length()) < 0;
        return inside ? Optional.of(storage + ":" + FOLDER + path.substring(folder.length())) : Optional.empty();
    }

    /**
     * What a file of this machine's is called on a storage: like the file, as far as Proxmox VE lets it, with a word of its
     * own before the ending.
     *
     * @param file the file
     * @param token makes it unlike all others
     * @return such as {@code debian-1b4e28ba.iso}
     */
    public static String own(Path file, UUID token) {
        Path last = file.getFileName();
        String name = (last == null ? "image" : last.toString()).replaceAll("[^A-Za-z0-9_-]+", "_");
        String lower = file.toString().toLowerCase(Locale.ROOT);
        String ending = lower.endsWith(".img") ? ".img" : ".iso";
        String stem = lower.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        String cut = stem.length() > LONGEST ? stem.substring(0, LONGEST) : stem;
        return (cut.isEmpty() ? "image" : cut) + "-" + token.toString().substring(0, TOKEN) + ending;
    }
}
