package io.edgevirt.proxmox.translate;

import io.edgevirt.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What Proxmox VE wants of texts; each finding names field, value, limit and remedy. */
public final class NameRules {

    /** RFC 1123: a label has at most 63 characters, a name 253. */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final int LONGEST_NAME = 253;
    /** The schema's limit, in characters. */
    private static final int LONGEST_DESCRIPTION = 8192;

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
                field, Finding.Status.FAIL, field, value, limit, limit, remedy, "Proxmox VE", Finding.Problem.INVALID);
    }

    /**
     * A machine's name, which is a DNS name.
     *
     * @param field the field
     * @param name the name
     * @return these rules
     */
    public NameRules name(String field, String name) {
        boolean dns = name.length() <= LONGEST_NAME;
        for (String label : name.split("\\.", -1)) {
            dns &= LABEL.matcher(label).matches();
        }
        if (!dns) {
            found.add(invalid(
                    field,
                    name,
                    "a name is a DNS name: letters, digits and hyphens, with dots between, each part at most 63 long",
                    "leave out or replace what is something else"));
        }
        return this;
    }

    /**
     * A description. Proxmox VE keeps it as comments of a file: blanks and line ends at its end are lost there, and a zero
     * alone is taken for none.
     *
     * @param field the field
     * @param text the description
     * @return these rules
     */
    public NameRules description(String field, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION) {
            found.add(invalid(field, text, "at most " + LONGEST_DESCRIPTION + " characters", "shorten it"));
        }
        if (!text.isEmpty() && isBlank(text.codePointBefore(text.length()))) {
            found.add(invalid(field, text, "Proxmox VE drops blanks and line ends at the end", "leave them out"));
        }
        if (text.equals("0")) {
            found.add(invalid(field, text, "Proxmox VE takes a zero alone for no description", "write more"));
        }
        return this;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /**
     * Tags, whose values may be any text.
     *
     * @param tags the tags
     * @return these rules
     */
    public NameRules tags(Map<String, String> tags) {
        if (tags.containsKey("")) {
            found.add(invalid("tag", "", "a tag has a key", "give it one"));
        }
        return this;
    }
}
