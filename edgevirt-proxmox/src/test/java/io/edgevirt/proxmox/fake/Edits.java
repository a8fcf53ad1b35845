package io.edgevirt.proxmox.fake;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Changes of a machine's configuration: what is asked for becomes what Proxmox writes, now or after a stop. */
final class Edits {
    private static final Set<String> NO_CONFIG = Set.of(
            "node",
            "vmid",
            "digest",
            "delete",
            "revert",
            "force",
            "skiplock",
            "background_delay",
            "archive",
            "pool",
            "import-working-storage",
            "storage",
            "unique",
            "start",
            "bwlimit",
            "live-restore",
            "ha-managed");
    private static final Random MACS = new Random(42);

    private final World world;
    private final Disks disks;

    Edits(World world, Disks disks) {
        this.world = world;
        this.disks = disks;
    }

    /** The parameters of a request that are configuration. */
    static Map<String, String> wanted(Request request) {
        Map<String, String> wanted = new LinkedHashMap<>(request.parameters());
        wanted.keySet().removeAll(NO_CONFIG);
        return wanted;
    }

    /** Refuses at once what the user may not set and what cannot be. */
    void check(Vm vm, Map<String, String> wanted, Identity who) {
        wanted.forEach((key, value) -> {
            if (key.equals("args") && !who.root()) {
                throw Refusal.failed("only root can set 'args' config");
            }
            boolean raw = key.matches("(hostpci|usb)\\d+") && !value.contains("mapping=") && !value.startsWith("spice");
            if (raw && !who.root()) {
                throw Refusal.failed("only root can set '" + key + "' config for non-mapped devices");
            }
            if (key.matches("(serial|parallel)\\d+") && value.startsWith("/dev") && !who.root()) {
                throw Refusal.failed("only root can set '" + key + "' config");
            }
            if (Drive.key(key)) {
                disks.check(key, value, vm, who);
            }
        });
        Map<String, String> after = new LinkedHashMap<>(vm.coming());
        after.putAll(wanted);
        bootable(wanted.getOrDefault("boot", ""), after);
    }

    private static void bootable(String boot, Map<String, String> after) {
        if (boot.contains("order=")) {
            for (String device : boot.replaceFirst(".*order=", "").split("[;,]")) {
                if (!device.isEmpty() && !after.containsKey(device)) {
                    throw Refusal.parameter("boot", "invalid bootorder: device '" + device + "' does not exist'");
                }
            }
        }
    }

    /** Writes all that a new machine is asked to have, and what Proxmox adds of itself. */
    void create(Vm vm, Map<String, String> wanted) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("meta", "creation-qemu=9.2.0,ctime=" + world.seconds());
        wanted.forEach((key, value) -> config.put(key, written(vm, key, value)));
        config.putIfAbsent("smbios1", "uuid=" + UUID.randomUUID());
        config.putIfAbsent("vmgenid", UUID.randomUUID().toString());
        config.putIfAbsent("boot", order(config));
        if (!vm.lock().isEmpty()) {
            config.put("lock", vm.lock());
        }
        vm.config(config);
    }

    private static String order(Map<String, String> config) {
        List<String> devices = config.keySet().stream()
                .filter(key -> key.matches("(ide|sata|scsi|virtio|net)\\d+"))
                .sorted()
                .toList();
        return devices.isEmpty() ? " " : "order=" + String.join(";", devices);
    }

    /** Changes a machine: at once what can be, all else after its stop. */
    void change(Vm vm, Request request) {
        Map<String, String> wanted = wanted(request);
        for (String key : request.list("revert")) {
            revert(vm, key);
        }
        for (String key : request.list("delete")) {
            if (wanted.containsKey(key)) {
                throw Refusal.parameter(
                        "delete", "you can't use '-" + key + "' and -delete " + key + "' at the same" + " time");
            }
            delete(vm, key, request.flag("force", false));
        }
        wanted.forEach((key, value) -> set(vm, key, value));
        vm.changed();
    }

    private void revert(Vm vm, String key) {
        String made = vm.pending().remove(key);
        if (made != null && Drive.key(key)) {
            disks.release(vm, made);
        }
        vm.pendingDeletes().remove(key);
    }

    void delete(Vm vm, String key, boolean force) {
        if (Drive.keyOfVolume(key)
                && vm.config().containsKey(key)
                && "1".equals(vm.config().get("protection"))) {
            throw Refusal.failed("can't remove drive '" + key + "' - protection mode enabled");
        }
        revert(vm, key);
        if (!vm.config().containsKey(key)) {
            return;
        }
        if (vm.running() && !Hotplug.deletes(vm.config(), key)) {
            vm.pendingDeletes().add(key);
        } else {
            drop(vm, key, force);
        }
    }

    private void drop(Vm vm, String key, boolean force) {
        String value = vm.config().remove(key);
        if (value == null || !Drive.keyOfVolume(key)) {
            return;
        }
        if (force || key.startsWith("unused")) {
            disks.remove(vm, Drive.parse(value).file());
        } else {
            disks.release(vm, value);
        }
    }

    private void set(Vm vm, String key, String value) {
        String text = written(vm, key, value);
        vm.pendingDeletes().remove(key);
        if (!vm.running() || Hotplug.sets(vm.config(), key, text)) {
            vm.pending().remove(key);
            put(vm, key, text);
        } else if (!text.equals(vm.config().get(key))) {
            vm.pending().put(key, text);
        } else {
            vm.pending().remove(key);
        }
    }

    private void put(Vm vm, String key, String text) {
        String old = vm.config().put(key, text);
        boolean replaced = old != null
                && Drive.key(key)
                && !Drive.parse(old).file().equals(Drive.parse(text).file());
        if (replaced) {
            disks.release(vm, old);
        }
    }

    /** Lets hold what waited for a stop. */
    void applyPending(Vm vm) {
        List.copyOf(vm.pendingDeletes()).forEach(key -> drop(vm, key, false));
        vm.pendingDeletes().clear();
        new LinkedHashMap<>(vm.pending()).forEach((key, text) -> put(vm, key, text));
        vm.pending().clear();
        vm.changed();
    }

    private String written(Vm vm, String key, String value) {
        if (Drive.key(key)) {
            return disks.provide(vm, key, value).text();
        }
        if (key.matches("net\\d+")) {
            return card(value);
        }
        return switch (key) {
            case "tags" -> String.join(";", new TreeSet<>(Request.split(value.toLowerCase(Locale.ROOT))));
            case "vmgenid" -> value.equals("1") ? UUID.randomUUID().toString() : value;
            case "cipassword" -> value.startsWith("$") ? value : "$5$fake$" + Integer.toHexString(value.hashCode());
            default -> value;
        };
    }

    /** A network card as Proxmox writes it, with an address of its own if none is given. */
    private static String card(String value) {
        Map<String, String> rest = new TreeMap<>();
        String model = "";
        String mac = "";
        for (String part : value.split(",")) {
            int at = part.indexOf('=');
            String key = at < 0 ? part : part.substring(0, at);
            String text = at < 0 ? "" : part.substring(at + 1);
            switch (key) {
                case "model" -> model = text;
                case "macaddr" -> mac = text;
                case "bridge", "firewall", "link_down", "mtu", "queues", "rate", "tag", "trunks" -> rest.put(key, text);
                default -> {
                    model = key;
                    mac = text.isEmpty() ? mac : text;
                }
            }
        }
        StringBuilder text = new StringBuilder(model + "=" + (mac.isEmpty() ? mac() : mac.toUpperCase(Locale.ROOT)));
        rest.forEach((key, each) -> text.append(',').append(key).append('=').append(each));
        return text.toString();
    }

    static String mac() {
        int number = MACS.nextInt(1 << 24);
        return String.format("BC:24:11:%02X:%02X:%02X", number >> 16, number >> 8 & 0xff, number & 0xff);
    }

    /** Gives a copy addresses and numbers of its own. */
    static void renew(Map<String, String> config) {
        Set<String> keys = new LinkedHashSet<>(config.keySet());
        for (String key : keys) {
            if (key.matches("net\\d+")) {
                config.computeIfPresent(key, (k, old) -> old.replaceFirst("=[0-9A-Fa-f:]{17}", "=" + mac()));
            }
        }
        config.computeIfPresent(
                "smbios1", (k, old) -> old.replaceFirst("uuid=[0-9a-fA-F-]+", "uuid=" + UUID.randomUUID()));
        config.computeIfPresent("vmgenid", (k, old) -> UUID.randomUUID().toString());
    }
}
