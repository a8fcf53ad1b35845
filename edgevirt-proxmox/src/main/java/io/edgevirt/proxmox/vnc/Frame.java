package io.edgevirt.proxmox.vnc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A picture of a screen, put together from rectangles. */
final class Frame {

    /** 8K: more pixels than any screen that QEMU emulates. */
    private static final long LARGEST = 7680L * 4320;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final int width;
    private final int height;
    private final byte[] rgb;
    private final BitSet seen;

    Frame(int width, int height) throws IOException {
        if (width < 1 || height < 1 || (long) width * height > LARGEST) {
            throw new IOException("a screen of " + width + " × " + height);
        }
        this.width = width;
        this.height = height;
        this.rgb = new byte[width * height * 3];
        this.seen = new BitSet(width * height);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Whether a rectangle lies within. */
    boolean holds(int x, int y, int w, int h) {
        return x + w <= width && y + h <= height;
    }

    /** Puts one line of a rectangle: blue, green, red and nothing, four bytes for each pixel. */
    void line(int x, int y, int w, byte[] bgrx) {
        int at = y * width + x;
        for (int i = 0; i < w; i++) {
            rgb[(at + i) * 3] = bgrx[i * 4 + 2];
            rgb[(at + i) * 3 + 1] = bgrx[i * 4 + 1];
            rgb[(at + i) * 3 + 2] = bgrx[i * 4];
        }
        seen.set(at, at + w);
    }

    /** Whether every pixel was put. */
    boolean complete() {
        return seen.cardinality() == width * height;
    }

    /** The picture as PNG: 8 bits for each of red, green and blue. */
    byte[] png() {
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(head);
            data.writeInt(width);
            data.writeInt(height);
            data.write(new byte[] {8, 2, 0, 0, 0});
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
                for (int y = 0; y < height; y++) {
                    deflater.write(0); // this line is not filtered
                    deflater.write(rgb, y * width * 3, width * 3);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(SIGNATURE);
            chunk(out, "IHDR", head.toByteArray());
            chunk(out, "IDAT", pixels.toByteArray());
            chunk(out, "IEND", new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(name);
        data.write(content);
        data.writeInt((int) crc.getValue());
    }
}
