package io.edgevirt.proxmox.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a machine as lists and its status show them. */
final class Figures {
    private static final long MIB = 1L << 20;

    private Figures() {}

    /** Bytes of memory. */
    static long memory(Vm vm) {
        String text = vm.config().getOrDefault("memory", "512").replaceFirst("^current=", "");
        return Long.parseLong(text.replaceFirst(",.*", "")) * MIB;
    }

    static int cpus(Vm vm) {
        int sockets = Integer.parseInt(vm.config().getOrDefault("sockets", "1"));
        int cores = Integer.parseInt(vm.config().getOrDefault("cores", "1"));
        return Integer.parseInt(vm.config().getOrDefault("vcpus", String.valueOf(sockets * cores)));
    }

    /** Bytes of the first disk to boot from. */
    static long disk(Vm vm) {
        return vm.config().entrySet().stream()
                .filter(entry -> entry.getKey().matches("(ide|sata|scsi|virtio)\\d+"))
                .map(entry -> Drive.parse(entry.getValue()))
                .filter(drive -> !drive.cdrom())
                .mapToLong(drive -> Drive.bytes(drive.options().getOrDefault("size", "0")))
                .findFirst()
                .orElse(0);
    }

    /** A row of a node's machines. */
    static Map<String, Object> row(World world, Vm vm, boolean full) {
        boolean running = vm.running();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("vmid", vm.vmid());
        row.put("name", vm.name());
        row.put("status", running ? "running" : "stopped");
        row.put("cpus", cpus(vm));
        row.put("cpu", running ? 0.0217 : 0);
        row.put("maxmem", memory(vm));
        row.put("mem", running ? memory(vm) / 2 : 0);
        row.put("maxdisk", disk(vm));
        row.put("disk", 0);
        row.put("diskread", running ? 1_048_576 : 0);
        row.put("diskwrite", running ? 524_288 : 0);
        row.put("netin", running ? 4_096 : 0);
        row.put("netout", running ? 2_048 : 0);
        row.put("uptime", running ? Math.max(1, world.seconds() - vm.started()) : 0);
        copy(vm, row, "tags");
        copy(vm, row, "lock");
        if (vm.template()) {
            row.put("template", 1);
        }
        if (running) {
            row.put("pid", world.release().atLeast(9) ? (Object) vm.pid() : String.valueOf(vm.pid()));
        }
        if (!world.release().atLeast(8)) {
            row.put("vmid", String.valueOf(vm.vmid()));
            row.put("netin", String.valueOf(row.get("netin")));
        }
        if (full) {
            row.put("qmpstatus", vm.qmpStatus());
        }
        return row;
    }

    static void copy(Vm vm, Map<String, Object> row, String key) {
        String value = vm.config().get(key);
        if (value != null) {
            row.put(key, value);
        }
    }

    /** A machine's own status. */
    static Map<String, Object> status(World world, Vm vm) {
        Map<String, Object> status = row(world, vm, true);
        Map<String, Object> ha = new LinkedHashMap<>();
        world.ha()
                .of(vm.vmid())
                .ifPresentOrElse(
                        resource -> {
                            ha.put("managed", 1);
                            ha.put("state", resource.state());
                            resource.options().forEach(ha::putIfAbsent);
                        },
                        () -> ha.put("managed", 0));
        status.put("ha", ha);
        if (AgentRoutes.enabled(vm)) {
            status.put("agent", 1);
        }
        if (vm.running()) {
            status.put("running-machine", "pc-i440fx-9.2+pve1");
            status.put("running-qemu", "9.2.0");
            status.put("balloon", memory(vm));
        }
        if (vm.config().containsKey("serial0") && world.release().atLeast(8)) {
            status.put("serial", 1);
        }
        return status;
    }
}
