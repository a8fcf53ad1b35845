package io.edgevirt.vsphere.read;

import java.util.Arrays;

/** Knows a picture of a screen. */
public final class Screen {

    /** PNG, second edition, section 5.2. */
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Screen() {}

    /**
     * Whether a file is a PNG image.
     *
     * @param content the file
     * @return true if it begins as one
     */
    public static boolean png(byte[] content) {
        return content.length > SIGNATURE.length
                && Arrays.equals(content, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }
}
