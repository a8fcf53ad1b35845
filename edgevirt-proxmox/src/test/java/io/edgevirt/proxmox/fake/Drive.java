package io.edgevirt.proxmox.fake;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk or medium as a machine's configuration writes it.
 *
 * @param file the volume, {@code none}, {@code cdrom}, or what is asked for such as {@code local-lvm:8}
 * @param options all else, by key
 */
record Drive(String file, Map<String, String> options) {
    private static final Pattern KEY = Pattern.compile("(ide|sata|scsi|virtio)\\d+|efidisk0|tpmstate0");
    private static final Pattern NEW = Pattern.compile("([A-Za-z][\\w.-]*):(\\d+(?:\\.\\d+)?)");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final String UNITS = "KMGT";

    /** Whether a configuration's key is that of a drive in use. */
    static boolean key(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether a configuration's key may name a volume. */
    static boolean keyOfVolume(String key) {
        return key(key) || key.matches("unused\\d+") || key.equals("vmstate");
    }

    static Drive parse(String text) {
        Map<String, String> options = new TreeMap<>();
        String file = "";
        for (String part : text.split(",")) {
            int at = part.indexOf('=');
            String key = at < 0 ? "file" : part.substring(0, at);
            String value = part.substring(at + 1);
            if (key.equals("file") || key.equals("volume")) {
                file = value;
            } else {
                options.put(key, value);
            }
        }
        return new Drive(file, options);
    }

    /** As Proxmox writes it: the volume, then all else by name. */
    String text() {
        StringBuilder text = new StringBuilder(file);
        options.forEach((key, value) -> text.append(',').append(key).append('=').append(value));
        return text.toString();
    }

    Drive with(String key, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(key, value);
        return new Drive(file, more);
    }

    Drive without(String key) {
        Map<String, String> fewer = new TreeMap<>(options);
        fewer.remove(key);
        return new Drive(file, fewer);
    }

    Drive at(String volume) {
        return new Drive(volume, options);
    }

    boolean cdrom() {
        return "cdrom".equals(options.get("media")) || file.equals("cdrom") || file.equals("none");
    }

    boolean cloudInit() {
        return file.matches(".*[:/]vm-\\d+-cloudinit(\\.\\w+)?") || file.endsWith(":cloudinit");
    }

    /** Whether a volume of a storage is named. */
    boolean volume() {
        return file.contains(":") && !file.startsWith("/");
    }

    /** The storage, if a new volume is asked for. */
    Optional<String> newOn() {
        Matcher asked = NEW.matcher(file);
        return asked.matches() ? Optional.of(asked.group(1)) : Optional.empty();
    }

    /** The bytes of the new volume asked for. */
    long newSize() {
        Matcher asked = NEW.matcher(file);
        return asked.matches()
                ? new BigDecimal(asked.group(2))
                        .multiply(BigDecimal.valueOf(1L << 30))
                        .longValue()
                : 0;
    }

    /** Bytes of a text such as {@code 32G}. */
    static long bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Refusal.failed("unable to parse size '" + text + "'");
        }
        int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1L << (10 * power)))
                .longValue();
    }

    /** Bytes as Proxmox writes them: in the largest unit that leaves no rest. */
    static String size(long bytes) {
        long left = bytes;
        int power = 0;
        while (power < UNITS.length() && left > 0 && left % 1024 == 0) {
            left /= 1024;
            power++;
        }
        return left + (power == 0 ? "" : UNITS.substring(power - 1, power));
    }
}
