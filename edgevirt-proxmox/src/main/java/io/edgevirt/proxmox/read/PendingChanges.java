package io.edgevirt.proxmox.read;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of a node's network that wait to be applied. They wait in one file for all who edit it: who applies them
 * applies those of others as well.
 *
 * @param text the difference to what is in effect, as {@code diff -u} writes it; empty where nothing waits
 */
public record PendingChanges(String text) {

    private static final Pattern STANZA = Pattern.compile("[ +-]\\s*(?:auto|iface|allow-\\S+)\\s+(\\S+).*");
    /** What Proxmox itself writes when it writes the file anew. */
    private static final Pattern OF_NO_MATTER = Pattern.compile("[+-]\\s*(?:#.*|source\\s.*)?");

    private static final String ELSEWHERE = "?";

    /**
     * Reads them; they stand beside the data.
     *
     * @param reply the whole reply of {@code GET /nodes/{node}/network}
     * @return what waits
     */
    public static PendingChanges of(Json reply) {
        return new PendingChanges(reply.text("changes").orElse(""));
    }

    /**
     * Whether changes wait.
     *
     * @return false where nothing differs but comments and blank lines
     */
    public boolean waiting() {
        return !interfaces().isEmpty();
    }

    /**
     * The interfaces that the changes concern.
     *
     * @return their names; {@code ?} where a line changes of which the text does not show whose it is
     */
    public Set<String> interfaces() {
        Set<String> names = new LinkedHashSet<>();
        String current = ELSEWHERE;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("---") || line.startsWith("+++")) {
                continue;
            }
            if (line.startsWith("@@")) {
                current = ELSEWHERE;
                continue;
            }
            Matcher stanza = STANZA.matcher(line);
            if (stanza.matches()) {
                current = stanza.group(1);
            }
            boolean changed = line.startsWith("+") || line.startsWith("-");
            if (changed && !OF_NO_MATTER.matcher(line).matches()) {
                names.add(current);
            }
        }
        return names;
    }

    /**
     * Whether nothing waits but what concerns these interfaces.
     *
     * @param names the interfaces
     * @return false where anything else waits, or what cannot be told apart
     */
    public boolean only(Set<String> names) {
        return names.containsAll(interfaces());
    }

    @Override
    public String toString() {
        return waiting() ? "changes of " + interfaces() : "no changes";
    }
}
