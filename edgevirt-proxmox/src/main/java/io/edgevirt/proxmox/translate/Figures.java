package io.edgevirt.proxmox.translate;

import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MachineTags;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.spi.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Other figures for a machine, as a change of its configuration. What is so already is left out. While a machine runs, what
 * Proxmox VE could only do at its next start is told by its field. Made for one change.
 */
public final class Figures {

    private static final long DEFAULT_MEMORY = 512;
    private static final String MEMORY = "memory";
    private static final String BALLOON = "balloon";
    private static final String SOCKETS = "sockets";
    private static final String CORES = "cores";
    private static final String VCPUS = "vcpus";
    private static final Pattern BETWEEN_TAGS = Pattern.compile("[;,\\s]+");

    private final Configuration config;
    private final boolean running;
    private final Version version;
    private final Hotplug hotplug;
    private final List<String> needStop = new ArrayList<>();
    private Edit edit = Edit.none();

    /**
     * Begins.
     *
     * @param config the configuration as it is
     * @param running whether the machine runs, or is paused
     * @param version the server's
     */
    public Figures(Configuration config, boolean running, Version version) {
        this.config = config;
        this.running = running;
        this.version = version;
        this.hotplug = Hotplug.of(config.get(Hotplug.KEY));
    }

    /**
     * What is wanted.
     *
     * @param change the figures
     * @return this
     */
    public Figures want(Change.Reconfigure change) {
        change.cpus().ifPresent(this::cpus);
        change.memory().filter(m -> change.dynamicMemory().isEmpty()).ifPresent(this::memory);
        change.dynamicMemory().ifPresent(this::dynamic);
        change.nestedVirtualization().ifPresent(this::nested);
        change.description().ifPresent(this::description);
        if (!change.tags().isEmpty()) {
            tags(change.tags());
        }
        change.autostart().ifPresent(on -> {
            if (on != config.later("onboot").filter("1"::equals).isPresent()
                    || !config.waiting(List.of("onboot")).isEmpty()) {
                edit = edit.set("onboot", on ? "1" : "0");
            }
        });
        return this;
    }

    /**
     * The change of the configuration.
     *
     * @return what differs; empty if nothing does
     */
    public Edit edit() {
        return edit;
    }

    /**
     * What cannot be in effect before the next start.
     *
     * @return the fields, as the builder names them
     */
    public List<String> needStop() {
        return List.copyOf(needStop);
    }

    /** Sets what differs now or would differ later. */
    private boolean set(String key, String value) {
        boolean same = config.get(key).filter(value::equals).isPresent()
                && config.waiting(List.of(key)).isEmpty();
        if (!same) {
            edit = edit.set(key, value);
        }
        return !same;
    }

    private void unset(String key) {
        if (config.get(key).isPresent() || !config.waiting(List.of(key)).isEmpty()) {
            edit = edit.delete(key);
        }
    }

    private long number(String key, long otherwise) {
        return config.number(key).orElse(otherwise);
    }

    private void cpus(int count) {
        long sockets = number(SOCKETS, 1);
        long most = sockets * number(CORES, 1);
        boolean same = number(VCPUS, most) == count
                && config.waiting(List.of(SOCKETS, CORES, VCPUS)).isEmpty();
        if (same) {
            return;
        }
        boolean pluggable = hotplug.has("cpu")
                && count <= most
                && config.waiting(List.of(SOCKETS, CORES)).isEmpty();
        if (running && !pluggable) {
            needStop.add("cpus");
        }
        if (pluggable && (running || config.get(VCPUS).isPresent())) {
            set(VCPUS, String.valueOf(count));
            return;
        }
        boolean whole = count % sockets == 0;
        set(CORES, String.valueOf(whole ? count / sockets : count));
        if (!whole || !config.waiting(List.of(SOCKETS)).isEmpty()) {
            set(SOCKETS, whole ? String.valueOf(sockets) : "1");
        }
        unset(VCPUS);
    }

    private long memory() {
        return config.get(MEMORY)
                .flatMap(text -> PropertyString.parse(text, "current").get("current"))
                .flatMap(text -> Json.of(text).number())
                .orElse(DEFAULT_MEMORY);
    }

    /** Memory alone; a lower bound that was the whole of it, or would be more than it, moves along. */
    private void memory(Size size) {
        long before = memory();
        long wanted = size.inMib();
        memory(wanted, MEMORY);
        config.number(BALLOON)
                .filter(b -> b > 0 && before != wanted && (b == before || b > wanted))
                .ifPresent(b -> set(BALLOON, String.valueOf(wanted)));
    }

    private void memory(long wanted, String field) {
        boolean same = memory() == wanted && config.waiting(List.of(MEMORY)).isEmpty();
        if (same) {
            return;
        }
        boolean pluggable = hotplug.has(MEMORY)
                && config.flag("numa")
                && config.get("hugepages").isEmpty()
                && Hotplug.modules(memory(), wanted);
        if (running && !pluggable && memory() != wanted) {
            needStop.add(field);
        }
        edit = edit.set(MEMORY, String.valueOf(wanted));
    }

    /** Proxmox VE starts with the upper bound, and takes memory back down to the lower one when its host runs short. */
    private void dynamic(MemoryRange range) {
        memory(range.maximum().inMib(), "dynamicMemory");
        boolean off = config.number(BALLOON).filter(b -> b == 0).isPresent();
        boolean changed = set(BALLOON, String.valueOf(range.minimum().inMib()));
        if (running && off && changed && !needStop.contains("dynamicMemory")) {
            needStop.add("dynamicMemory");
        }
    }

    private void nested(boolean on) {
        boolean same =
                CpuType.nested(config.get(CpuType.KEY)).filter(n -> n == on).isPresent()
                        && config.waiting(List.of(CpuType.KEY)).isEmpty();
        if (!same && set(CpuType.KEY, CpuType.with(config.get(CpuType.KEY), on, version)) && running) {
            needStop.add("nestedVirtualization");
        }
    }

    private void description(String text) {
        if (text.isEmpty()) {
            unset("description");
        } else if (config.later("description")
                .filter(d -> d.equals(text) || d.equals(text + "\n"))
                .isEmpty()) {
            edit = edit.set("description", text);
        }
    }

    /** Other tags stay as they are. Proxmox VE puts them into an order of its own. */
    private void tags(Map<String, String> wanted) {
        List<String> before = words(config.later("tags").orElse(""));
        List<String> words = new ArrayList<>(before);
        words.removeIf(word -> wanted.containsKey(MachineTags.key(word)));
        wanted.forEach((key, value) -> words.add(MachineTags.word(key, value)));
        if (!Set.copyOf(before).equals(Set.copyOf(words))) {
            edit = edit.set("tags", String.join(";", words));
        }
    }

    private static List<String> words(String tags) {
        return BETWEEN_TAGS.splitAsStream(tags).filter(w -> !w.isEmpty()).toList();
    }
}
