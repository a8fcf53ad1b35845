package io.edgevirt.proxmox.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Proxmox VE.
 *
 * @param major such as 8
 * @param minor such as 4
 * @param text as the server writes it, such as {@code 8.4.5}
 */
public record Version(int major, int minor, String text) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*", Pattern.DOTALL);

    /**
     * Reads a version.
     *
     * @param text such as {@code 7.4-16} or {@code 9.1.7}
     * @return the version; empty if it is none
     */
    public static Optional<Version> parse(String text) {
        Matcher m = NUMBERS.matcher(text);
        return m.matches()
                ? Optional.of(new Version(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), text))
                : Optional.empty();
    }

    /**
     * Whether it is this version or a later one.
     *
     * @param wantedMajor such as 8
     * @return true from that version on
     */
    public boolean atLeast(int wantedMajor) {
        return major >= wantedMajor;
    }

    /**
     * Whether it is this version or a later one.
     *
     * @param wantedMajor such as 8
     * @param wantedMinor such as 1
     * @return true from that version on
     */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
        return text;
    }
}
