package io.edgevirt.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A small CD image: ISO 9660 (ECMA-119) with Joliet names, all files in the root folder. Written here since the writers
 * on Maven Central bring more dependencies than this has lines.
 */
final class IsoImage {

    private static final int SECTOR = 2048;
    private static final int DESCRIPTORS = 16;
    /** After the two volume descriptors and the terminator: a path table in both byte orders, for each of the two trees. */
    private static final int PATH_TABLES = DESCRIPTORS + 3;

    private static final int ROOTS = PATH_TABLES + 4;
    private static final int FILES = ROOTS + 2;
    /** The least that a path table with the root alone has. */
    private static final int PATH_TABLE_SIZE = 10;

    private final String label;
    private final Map<String, byte[]> files;
    private final ByteBuffer out;

    IsoImage(String label, Map<String, byte[]> files) {
        this.label = label;
        this.files = files;
        int sectors = FILES;
        for (byte[] content : files.values()) {
            sectors += sectors(content);
        }
        out = ByteBuffer.allocate(sectors * SECTOR);
    }

    private static int sectors(byte[] content) {
        return Math.max(1, (content.length + SECTOR - 1) / SECTOR);
    }

    byte[] bytes() {
        descriptor(DESCRIPTORS, false);
        descriptor(DESCRIPTORS + 1, true);
        out.position((DESCRIPTORS + 2) * SECTOR);
        out.put((byte) 255).put(ascii("CD001")).put((byte) 1);
        for (int tree = 0; tree < 2; tree++) {
            pathTable(PATH_TABLES + tree * 2, ROOTS + tree, ByteOrder.LITTLE_ENDIAN);
            pathTable(PATH_TABLES + tree * 2 + 1, ROOTS + tree, ByteOrder.BIG_ENDIAN);
            root(ROOTS + tree, tree == 1);
        }
        int sector = FILES;
        for (byte[] content : files.values()) {
            out.position(sector * SECTOR);
            out.put(content);
            sector += sectors(content);
        }
        return out.array();
    }

    /** A volume descriptor, section 8.4; the supplementary one (8.5) differs by its names and its escape sequence. */
    private void descriptor(int sector, boolean joliet) {
        int at = sector * SECTOR;
        int tree = joliet ? 1 : 0;
        out.position(at);
        out.put((byte) (joliet ? 2 : 1)).put(ascii("CD001")).put((byte) 1).put((byte) 0);
        out.put(padded("", 32, joliet)).put(padded(label, 32, joliet));
        out.position(at + 80);
        both32(out.capacity() / SECTOR);
        if (joliet) {
            out.put(ascii("%/E")); // UCS-2 level 3
        }
        out.position(at + 120);
        both16(1);
        both16(1);
        both16(SECTOR);
        both32(PATH_TABLE_SIZE);
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(PATH_TABLES + tree * 2).putInt(0);
        out.order(ByteOrder.BIG_ENDIAN).putInt(PATH_TABLES + tree * 2 + 1).putInt(0);
        record(new byte[] {0}, ROOTS + tree, SECTOR, true);
        for (int length : new int[] {128, 128, 128, 128, 37, 37, 37}) {
            out.put(padded("", length, joliet));
        }
        for (int i = 0; i < 4; i++) {
            out.put(ascii("0000000000000000")).put((byte) 0); // dates that are not given
        }
        out.put((byte) 1);
    }

    private void pathTable(int sector, int root, ByteOrder order) {
        out.position(sector * SECTOR);
        out.order(order).put((byte) 1).put((byte) 0).putInt(root).putShort((short) 1);
        out.put((byte) 0).put((byte) 0);
    }

    /** The root folder: itself, its parent, which is itself, and the files sorted by name. */
    private void root(int sector, boolean joliet) {
        out.position(sector * SECTOR);
        record(new byte[] {0}, sector, SECTOR, true);
        record(new byte[] {1}, sector, SECTOR, true);
        int at = FILES;
        List<Runnable> records = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            int start = at;
            byte[] name = joliet
                    ? (file.getKey() + ";1").getBytes(StandardCharsets.UTF_16BE)
                    : ascii(plain(file.getKey()) + ".;1");
            records.add(() -> record(name, start, file.getValue().length, false));
            at += sectors(file.getValue());
        }
        records.forEach(Runnable::run);
    }

    /** Eight characters of those that every reader knows. */
    private static String plain(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return upper.substring(0, Math.min(8, upper.length()));
    }

    /** A directory record, section 9.1. */
    private void record(byte[] name, int sector, int length, boolean folder) {
        int size = 33 + name.length + (name.length % 2 == 0 ? 1 : 0);
        int at = out.position();
        out.put((byte) size).put((byte) 0);
        both32(sector);
        both32(length);
        out.put(new byte[] {100, 1, 1, 0, 0, 0, 0}); // 1 January 2000: the same data give the same image
        out.put((byte) (folder ? 2 : 0)).put((byte) 0).put((byte) 0);
        both16(1);
        out.put((byte) name.length).put(name);
        out.position(at + size);
    }

    private void both32(int value) {
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        out.order(ByteOrder.BIG_ENDIAN).putInt(value);
    }

    private void both16(int value) {
        out.order(ByteOrder.LITTLE_ENDIAN).putShort((short) value);
        out.order(ByteOrder.BIG_ENDIAN).putShort((short) value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(String text, int length, boolean joliet) {
        byte[] field = new byte[length];
        byte[] blank = joliet ? " ".getBytes(StandardCharsets.UTF_16BE) : ascii(" ");
        byte[] bytes = joliet ? text.getBytes(StandardCharsets.UTF_16BE) : ascii(text);
        for (int i = 0; i < length; i++) {
            field[i] = i < bytes.length ? bytes[i] : blank[i % blank.length];
        }
        return field;
    }
}
