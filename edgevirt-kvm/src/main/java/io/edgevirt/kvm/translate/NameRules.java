package io.edgevirt.kvm.translate;

import io.edgevirt.Finding;
import io.edgevirt.kvm.xml.XmlChars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What libvirt and XML want of texts; each finding names field, value, limit and remedy. */
public final class NameRules {

    /** A file name has 255 bytes on Linux; a machine's name is in several, the longest with 30 bytes around it. */
    static final int LONGEST_NAME = 225;
    /** Paths on Linux: PATH_MAX of limits.h, with its NUL. */
    static final int LONGEST_PATH = 4095;

    private final List<Finding> found = new ArrayList<>();

    /** Begins without findings. */
    public NameRules() {}

    /**
     * All that was found.
     *
     * @return failing findings of problem INVALID
     */
    public List<Finding> findings() {
        return List.copyOf(found);
    }

    /**
     * A finding for a value that is not accepted.
     *
     * @param field the field as the builders name it
     * @param value the value
     * @param limit what is accepted
     * @param remedy what to do
     * @return a failing finding of problem INVALID
     */
    public static Finding invalid(String field, String value, String limit, String remedy) {
        return new Finding(
                field, Finding.Status.FAIL, field, value, limit, limit, remedy, "libvirt", Finding.Problem.INVALID);
    }

    private void add(String field, String value, String limit, String remedy) {
        found.add(invalid(field, value, limit, remedy));
    }

    /**
     * A name that is part of file names: a machine's, a volume's, a snapshot's.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public NameRules fileName(String field, String name) {
        if (name.isBlank()) {
            add(field, name, "a name has a character that is not blank", "give a name");
        }
        if (name.contains("/")) {
            add(field, name, "a name has no slash: it becomes part of file names", "leave it out");
        }
        if (name.equals(".") || name.equals("..")) {
            add(field, name, "a name is not '.' or '..': it becomes a file name", "give another");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            add(field, name, "a name has at most " + LONGEST_NAME + " bytes in UTF-8", "shorten it");
        }
        return line(field, name);
    }

    /**
     * A text without control characters.
     *
     * @param field the field
     * @param text the text
     * @return these rules
     */
    public NameRules line(String field, String text) {
        if (XmlChars.controls(text)) {
            add(field, text, "it has no control characters, line ends or tabs", "leave them out");
        } else {
            characters(field, text);
        }
        return this;
    }

    /**
     * A text of several lines.
     *
     * @param field the field
     * @param text the text
     * @return these rules
     */
    public NameRules text(String field, String text) {
        if (text.indexOf('\r') >= 0) {
            add(field, text, "lines end with a line feed: libvirt does not keep carriage returns", "use \\n alone");
        }
        characters(field, text);
        return this;
    }

    private void characters(String field, String text) {
        XmlChars.illegal(text)
                .ifPresent(c -> add(
                        field,
                        text,
                        String.format("XML 1.0, in which libvirt keeps it, cannot hold U+%04X", c),
                        "leave it out"));
    }

    /**
     * A path of the server's.
     *
     * @param field the field
     * @param path the path
     * @return these rules
     */
    public NameRules path(String field, String path) {
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            add(field, path, "a path has at most " + LONGEST_PATH + " bytes", "shorten it");
        }
        return line(field, path);
    }

    /**
     * Tags.
     *
     * @param tags keys and values
     * @return these rules
     */
    public NameRules tags(Map<String, String> tags) {
        tags.forEach((key, value) -> line("tag", key).text("tag[" + key + "]", value));
        return this;
    }
}
