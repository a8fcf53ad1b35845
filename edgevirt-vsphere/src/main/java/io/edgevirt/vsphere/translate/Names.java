package io.edgevirt.vsphere.translate;

/**
 * How vSphere stores the names of what lies in its inventory: a slash, a backslash and a per cent sign stand there as
 * {@code %2f}, {@code %5c} and {@code %25}.
 */
public final class Names {

    /** What vCenter accepts, in characters of the name as it is stored. */
    public static final int LONGEST = 80;

    private Names() {}

    /**
     * A name as it is sent and stored.
     *
     * @param name as people write it
     * @return the same with the three characters escaped
     */
    public static String stored(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '/' -> text.append("%2f");
                case '\\' -> text.append("%5c");
                case '%' -> text.append("%25");
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
