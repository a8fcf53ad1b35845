package io.edgevirt.vsphere.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A descriptor and the files beside it. A descriptor may come from anybody: no name in it leads out of the folder. */
final class OvfFolder extends OvfSource {

    private final Path descriptor;
    private final Path folder;

    OvfFolder(Path descriptor) {
        this.descriptor = descriptor.toAbsolutePath();
        this.folder = Optional.ofNullable(this.descriptor.getParent()).orElse(this.descriptor);
    }

    @Override
    String text() {
        return text(descriptor);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw wrong("ovf", file.toString(), "a text of at most " + LONGEST + " bytes", "check the file");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw wrong("ovf", file.toString(), "text in UTF-8", "name the descriptor (.ovf), or an .ova");
        } catch (IOException e) {
            throw wrong("ovf", file.toString(), "a file that can be read: " + e.getMessage(), "check the path");
        }
    }

    /** A file that the descriptor names, which is a plain file beside it. */
    Path file(String name) {
        plain(name);
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong("ovf.file", name, "a plain file beside the descriptor, and no link", "put it there");
        }
        return file;
    }

    @Override
    long size(String name) {
        try {
            return Files.size(file(name));
        } catch (IOException e) {
            throw wrong("ovf.file", name, "a file that can be read: " + e.getMessage(), "check it");
        }
    }

    @Override
    InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    String ownName() {
        return String.valueOf(descriptor.getFileName());
    }

    @Override
    Optional<String> manifestText() {
        Path file = folder.resolve(manifestName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(text(file)) : Optional.empty();
    }
}
