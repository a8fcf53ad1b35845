package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What vSphere wants of the names of switches, portgroups, clusters, rules and files. A name that it would not keep as it
 * is is refused; each finding names field, value, limit and remedy.
 */
public final class SiteNames {

    /** The vSphere Web Services API of {@code Folder.CreateClusterEx}: "less than 80 characters"; its client takes 80. */
    static final int LONGEST = 80;
    /** VMFS takes 255 bytes; a disk's data file adds {@code -flat.vmdk}, an upload under way 18 characters more. */
    static final int LONGEST_FILE = 200;

    private final List<Finding> found = new ArrayList<>();

    /** Begins without findings. */
    public SiteNames() {}

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
                field, Finding.Status.FAIL, field, value, limit, limit, remedy, "vSphere", Finding.Problem.INVALID);
    }

    private void add(String field, String value, String limit, String remedy) {
        found.add(invalid(field, value, limit, remedy));
    }

    /**
     * The name of a switch, portgroup or cluster: a thing of the inventory.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public SiteNames entity(String field, String name) {
        unescaped(field, name);
        return text(field, name);
    }

    /**
     * The name of a rule or a group: a text that is not part of a path.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public SiteNames text(String field, String name) {
        if (name.isBlank()) {
            add(field, name, "a name has a character that is not blank", "give a name");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            add(field, name, "a name has at most " + LONGEST + " characters", "shorten it");
        }
        return line(field, name);
    }

    /**
     * The name of a file or folder of a datastore, without its folders.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public SiteNames file(String field, String name) {
        if (name.isBlank() || !name.strip().equals(name)) {
            add(field, name, "a file's name neither begins nor ends with a blank", "leave it out");
        }
        if (name.equals(".") || name.equals("..")) {
            add(field, name, "a file's name is not '.' or '..'", "give another");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_FILE) {
            add(field, name, "a file's name has at most " + LONGEST_FILE + " bytes in UTF-8", "shorten it");
        }
        unescaped(field, name);
        return line(field, name);
    }

    /** vSphere writes these three in another way in one place and as they are in the next. */
    private void unescaped(String field, String name) {
        if (name.contains("/") || name.contains("\\") || name.contains("%")) {
            add(field, name, "vSphere does not keep '/', '\\' and '%' in it as they are", "leave them out");
        }
    }

    /**
     * A text of one line.
     *
     * @param field the field
     * @param text the text
     * @return these rules
     */
    public SiteNames line(String field, String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.getType(c) == Character.CONTROL) {
                add(field, text, "it has no control characters, line ends or tabs", "leave them out");
                return this;
            }
            if (c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF) {
                add(field, text, String.format("XML 1.0 cannot carry U+%04X", c), "leave it out");
                return this;
            }
        }
        return this;
    }
}
