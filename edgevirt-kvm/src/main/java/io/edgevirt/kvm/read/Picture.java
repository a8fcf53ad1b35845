package io.edgevirt.kvm.read;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures of screens: QEMU before 7.1 makes portable pixmaps, newer ones PNG. */
public final class Picture {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Larger than any screen that QEMU has. */
    private static final int LARGEST_SIDE = 16384;

    private Picture() {}

    /**
     * Makes a PNG of a picture.
     *
     * @param picture a PNG, or a binary portable pixmap of 24 bits
     * @return the PNG; empty if the picture is neither
     */
    public static Optional<byte[]> png(byte[] picture) {
        if (picture.length >= 8 && Arrays.equals(Arrays.copyOf(picture, 8), SIGNATURE)) {
            return Optional.of(picture);
        }
        String[] head = head(picture);
        if (!head[0].equals("P6") || !head[3].equals("255")) {
            return Optional.empty();
        }
        int width = Units.number(head[1]).orElse(0);
        int height = Units.number(head[2]).orElse(0);
        int from = Units.number(head[4]).orElse(0);
        if (width < 1
                || height < 1
                || width > LARGEST_SIDE
                || height > LARGEST_SIDE
                || picture.length - from != width * height * 3L) {
            return Optional.empty();
        }
        return Optional.of(encoded(picture, from, width, height));
    }

    /** The four words of a pixmap's head, and where its bytes begin. */
    private static String[] head(byte[] picture) {
        String[] words = {"", "", "", "", "0"};
        int at = 0;
        for (int word = 0; word < 4; word++) {
            while (at < picture.length && at < 64 && picture[at] > ' ') {
                words[word] += (char) picture[at++];
            }
            at++; // the one blank after it
        }
        words[4] = String.valueOf(at);
        return words;
    }

    /** The four parts that a PNG has at least, after the PNG specification (second edition). */
    private static byte[] encoded(byte[] picture, int from, int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(header);
            data.writeInt(width);
            data.writeInt(height);
            data.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits for each of red, green and blue
            chunk(out, "IHDR", header.toByteArray());
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
                for (int row = 0; row < height; row++) {
                    deflater.write(0); // no filter
                    deflater.write(picture, from + row * width * 3, width * 3);
                }
            }
            chunk(out, "IDAT", pixels.toByteArray());
            chunk(out, "IEND", new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        data.write(name);
        data.write(content);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        data.writeInt((int) crc.getValue());
    }
}
