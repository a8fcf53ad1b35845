package io.edgevirt.proxmox.http;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.read.Json;
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

    /** The oldest that is supported; tests hold 7.4, 8.4 and 9.1. */
    private static final int OLDEST = 7;

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

    /** The version that a server tells, if it is one that is supported. */
    static Version supported(Json told) {
        String text = told.text("version").orElse("");
        Version version = parse(text)
                .orElseThrow(() -> new ConnectionException(Failure.of("what answers names no version of Proxmox VE")
                        .backend(Faults.BACKEND)
                        .hint("check that the URI names a Proxmox VE host")));
        if (!version.atLeast(OLDEST)) {
            throw new UnsupportedFeatureException(Failure.of("Proxmox VE " + text + " is too old")
                    .backend(Faults.BACKEND)
                    .hint("versions from " + OLDEST + ".0 on are supported: upgrade the host"));
        }
        return version;
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
