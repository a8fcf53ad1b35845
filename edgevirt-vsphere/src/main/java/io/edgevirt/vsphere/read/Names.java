package io.edgevirt.vsphere.read;

/**
 * Names as vSphere keeps them: {@code /}, {@code \} and {@code %} are written {@code %2f}, {@code %5c} and {@code %25},
 * as the vSphere API reference says of {@code ManagedEntity.name}. People see the plain name.
 */
public final class Names {

    private Names() {}

    /**
     * A name as people know it.
     *
     * @param kept the name as vSphere keeps it
     * @return the plain name; a percent sign that begins none of the three escapes stays
     */
    public static String plain(String kept) {
        int at = kept.indexOf('%');
        if (at < 0) {
            return kept;
        }
        StringBuilder plain = new StringBuilder(kept.length());
        int done = 0;
        while (at >= 0) {
            char meant = escaped(kept, at);
            plain.append(kept, done, at).append(meant == 0 ? '%' : meant);
            done = at + (meant == 0 ? 1 : 3);
            at = kept.indexOf('%', done);
        }
        return plain.append(kept, done, kept.length()).toString();
    }

    private static char escaped(String text, int at) {
        if (at + 2 >= text.length()) {
            return 0;
        }
        char high = text.charAt(at + 1);
        char low = Character.toLowerCase(text.charAt(at + 2));
        if (high == '2') {
            return low == 'f' ? '/' : low == '5' ? '%' : 0;
        }
        return high == '5' && low == 'c' ? '\\' : 0;
    }

    /**
     * A name as vSphere wants it in a request and in a path.
     *
     * @param plain the name as people know it
     * @return the name with the three characters escaped
     */
    public static String kept(String plain) {
        return plain.replace("%", "%25").replace("/", "%2f").replace("\\", "%5c");
    }
}
