package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import io.edgevirt.vsphere.read.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What vSphere and XML want of texts; each finding names field, value, limit and remedy. */
public final class NameRules {

    /** What vCenter accepts, in characters of the name as it keeps it. */
    static final int LONGEST = 80;

    private static final String LEAVE_OUT = "leave it out";

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
                field, Finding.Status.FAIL, field, value, limit, limit, remedy, "vSphere", Finding.Problem.INVALID);
    }

    private void add(String field, String value, String limit, String remedy) {
        found.add(invalid(field, value, limit, remedy));
    }

    /**
     * A name of something in the inventory.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public NameRules name(String field, String name) {
        if (name.isBlank()) {
            add(field, name, "a name has a character that is not blank", "give a name");
        } else if (!name.equals(name.strip())) {
            add(field, name, "a name neither begins nor ends with a blank: vSphere cuts it off", LEAVE_OUT);
        }
        if (name.equals(".") || name.equals("..")) {
            add(field, name, "a name is not '.' or '..': the machine's folder is called by it", "give another");
        }
        if (Names.kept(name).length() > LONGEST) {
            add(
                    field,
                    name,
                    "a name has at most " + LONGEST + " characters, of which / \\ and % count as three each",
                    "shorten it");
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
        if (text.codePoints().anyMatch(Character::isISOControl)) {
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
        characters(field, text);
        return this;
    }

    private void characters(String field, String text) {
        OptionalInt illegal = text.codePoints().filter(c -> !legal(c)).findFirst();
        illegal.ifPresent(
                c -> add(field, text, String.format("XML 1.0, in which it is sent, cannot hold U+%04X", c), LEAVE_OUT));
    }

    /** Production 2, Char, of XML 1.0. */
    private static boolean legal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    /**
     * Tags. They are kept under keys that do not tell upper case from lower.
     *
     * @param tags keys and values
     * @return these rules
     */
    public NameRules tags(Map<String, String> tags) {
        Map<String, String> seen = new HashMap<>();
        tags.forEach((key, value) -> {
            line("tag", key).text("tag[" + key + "]", value);
            String other = seen.put(key.toLowerCase(Locale.ROOT), key);
            if (other != null) {
                add("tag", key, "two keys differ by more than upper case: '" + other + "' is there as well", "rename");
            }
        });
        return this;
    }
}
