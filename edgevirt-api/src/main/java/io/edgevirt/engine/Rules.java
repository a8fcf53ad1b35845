package io.edgevirt.engine;

import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.Violation;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What holds for every system; each method adds a violation if something is wrong. What one system wants its driver says. */
final class Rules {

    /** More than any of the systems gives a machine (vSphere 8: 768, Hyper-V 2025: 2,048). */
    private static final int MOST_CPUS = 4096;
    /** IEEE 802.1Q: 0 and 4095 are reserved. */
    private static final int LAST_VLAN = 4094;

    private static final String MAC = "[0-9a-f]{2}(:[0-9a-f]{2}){5}";
    private static final String CPU_LIST = "[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*";

    private final List<Violation> found = new ArrayList<>();

    static List<Violation> check(Consumer<Rules> rules) {
        Rules all = new Rules();
        rules.accept(all);
        return all.found();
    }

    List<Violation> found() {
        return List.copyOf(found);
    }

    void violated(String field, Object value, String limit, String remedy) {
        found.add(new Violation(field, String.valueOf(value), limit, remedy));
    }

    void name(String field, String value) {
        if (value.isBlank()) {
            violated(field, value, "a name has at least one character that is not a blank", "give a name");
        }
        text(field, value, false);
    }

    void nameIfAny(String field, Optional<String> value) {
        if (value.isPresent()) {
            name(field, value.get());
        }
    }

    /** Text that every system can keep: no lone surrogates, and no control characters but line ends and tabs. */
    void text(String field, String value, boolean lines) {
        if (!isClean(value, lines)) {
            violated(
                    field,
                    value,
                    lines
                            ? "a text holds no control characters but line feeds and tabs, and no lone surrogates"
                            : "a name holds no control characters and no lone surrogates",
                    "leave them out");
        }
    }

    private static boolean isClean(String value, boolean lines) {
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            boolean control = Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'));
            if (control || c == 0xFFFE || c == 0xFFFF || Character.getType(c) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }

    void cpus(String field, int value) {
        if (value < 1 || value > MOST_CPUS) {
            violated(field, value, "1 to " + MOST_CPUS + " processors", "give a number within the limit");
        }
    }

    void positive(String field, Size value) {
        if (value.bytes() == 0) {
            violated(field, value, "more than zero bytes", "give a size, such as gib(8)");
        }
    }

    void range(Optional<Size> start, MemoryRange range) {
        if (range.minimum().compareTo(range.maximum()) > 0) {
            violated("dynamicMemory", range, "the minimum is at most the maximum", "swap them");
        } else {
            positive("dynamicMemory.minimum", range.minimum());
            start.filter(m -> m.compareTo(range.minimum()) < 0 || m.compareTo(range.maximum()) > 0)
                    .ifPresent(m -> violated(
                            "memory",
                            m,
                            "what a machine starts with lies within " + range,
                            "give memory between the two, or widen them"));
        }
    }

    void disk(String field, DiskSpec disk) {
        positive(field + ".size", disk.size());
        disk.pool().ifPresent(p -> name(field + ".pool", p));
        disk.path().ifPresent(p -> name(field + ".path", p));
    }

    void growth(String field, Optional<Size> before, Size after) {
        before.filter(b -> after.compareTo(b) < 0)
                .ifPresent(b -> violated(
                        field,
                        after,
                        "a disk only grows: it has " + b,
                        "give at least its present size; what lies beyond would be lost"));
    }

    void nic(String field, NicSpec nic) {
        name(field + ".network", nic.network());
        nic.vlan().ifPresent(v -> vlan(field + ".vlan", v));
        nic.mac().ifPresent(mac -> mac(field + ".mac", mac));
    }

    void vlan(String field, int value) {
        if (value < 1 || value > LAST_VLAN) {
            violated(field, value, "a VLAN is 1 to " + LAST_VLAN, "give a number within the limit");
        }
    }

    private void mac(String field, String value) {
        if (!value.matches(MAC)) {
            violated(field, value, "a MAC address has six bytes in hexadecimal", "write 52:54:00:12:34:56");
        } else if ((Integer.parseInt(value.substring(0, 2), 16) & 1) != 0) {
            violated(field, value, "an adapter's address is not a group address", "make the first byte even");
        }
    }

    void cpuList(String field, String value) {
        if (!value.matches(CPU_LIST)) {
            violated(field, value, "a list of processors, such as 0-3 or 0,2,4-7", "write it so");
        }
    }

    void cidr(String field, String value) {
        if (!Cidr.valid(value)) {
            violated(
                    field,
                    value,
                    "a network address and its prefix length, host bits zero",
                    "write it as 192.168.150.0/24");
        }
    }

    /** A file of this machine's must be there; one of the server's the driver asks for. */
    void file(String field, FileSource file) {
        if (file instanceof FileSource.Local local && !Files.isReadable(local.path())) {
            violated(
                    field,
                    local.path(),
                    "a file of this machine that can be read",
                    "check the path; the server's files are given as a String");
        } else if (file instanceof FileSource.Remote remote) {
            name(field, remote.path());
        }
    }
}
