package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for what is at a machine's front: consoles, keys, the monitor, cloud-init, figures over time. */
final class ConsoleRoutes {
    private static final int FIRST_PORT = 5900;
    private static final int POINTS = 70;

    private final World world;
    private int nextPort = FIRST_PORT;

    private ConsoleRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        ConsoleRoutes answers = new ConsoleRoutes(world);
        String vm = "/nodes/{node}/qemu/{vmid}/";
        routes.on("POST " + vm + "vncproxy", answers::vnc);
        routes.on("POST " + vm + "termproxy", answers::terminal);
        routes.on("POST " + vm + "spiceproxy", answers::spice);
        routes.on("PUT " + vm + "sendkey", answers::key);
        routes.on("POST " + vm + "monitor", answers::monitor);
        routes.on("GET " + vm + "cloudinit", answers::cloudInit);
        routes.on("PUT " + vm + "cloudinit", answers::renewed);
        routes.on("GET " + vm + "cloudinit/dump", answers::dump);
        routes.on("GET " + vm + "rrddata", answers::figures);
    }

    private Vm console(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Console");
        return vm;
    }

    private Map<String, Object> ticket(Request request, Vm vm, String type) {
        int port = nextPort++;
        String id = String.valueOf(vm.vmid());
        Task task = world.tasks().start(vm.node(), type, id, request.identity(), Task::pass);
        String ticket = "PVEVNC:" + String.format("%08X", world.seconds()) + "::fake" + port + "/+==";
        vm.tickets().put(port, ticket);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("user", request.user());
        data.put("ticket", ticket);
        data.put("port", String.valueOf(port));
        data.put("upid", task.upid());
        return data;
    }

    private Answer vnc(Request request) {
        Vm vm = console(request);
        Map<String, Object> data = ticket(request, vm, "vncproxy");
        data.put("cert", "-----BEGIN CERTIFICATE-----\nfake\n-----END CERTIFICATE-----\n");
        if (request.flag("generate-password", false)) {
            data.put("password", "fakepass");
        }
        return Answer.of(data);
    }

    private Answer terminal(Request request) {
        Vm vm = console(request);
        String wanted = request.text("serial").orElse("");
        boolean there = wanted.isEmpty()
                ? vm.config().keySet().stream().anyMatch(key -> key.matches("serial\\d"))
                : vm.config().containsKey(wanted);
        if (!there && wanted.isEmpty()) {
            throw Refusal.failed("unable to find a serial interface");
        }
        if (!there) {
            throw Refusal.failed("serial interface '" + wanted + "' is not configured");
        }
        Map<String, Object> data = ticket(request, vm, "vncproxy");
        vm.terminals().add(Integer.valueOf(String.valueOf(data.get("port"))));
        return Answer.of(data);
    }

    private Answer spice(Request request) {
        Vm vm = console(request);
        if (!vm.running()) {
            throw Refusal.failed("VM " + vm.vmid() + " not running");
        }
        if (!vm.config().getOrDefault("vga", "").contains("qxl")) {
            throw Refusal.failed("CONNECTION FAILED: spice is not configured");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", "spice");
        data.put("host", "pvespiceproxy:65A1B2C3:" + vm.vmid() + ":" + vm.node() + "::61000:fake");
        data.put("tls-port", 61_000);
        data.put("password", "fake-spice");
        data.put("proxy", "http://127.0.0.1:3128");
        data.put("delete-this-file", 1);
        return Answer.of(data);
    }

    private Answer key(Request request) {
        Vm vm = console(request);
        if (!vm.running()) {
            throw Refusal.failed("VM " + vm.vmid() + " not running");
        }
        vm.keys().add(request.needed("key"));
        return Answer.nothing();
    }

    /** The monitor of QEMU: a privilege of its own up to release 8, administrators' since. */
    private Answer monitor(Request request) {
        Vm vm = world.machines().of(request);
        boolean nine = world.release().atLeast(9);
        world.access().need(request.identity(), nine ? "/" : "/vms/" + vm.vmid(), nine ? "Sys.Audit" : "VM.Monitor");
        String command = request.needed("command");
        boolean harmless = command.startsWith("info ") || command.startsWith("help") || command.equals("info");
        if (!harmless && !request.identity().root()) {
            throw Refusal.forbidden("/", "Sys.Modify");
        }
        if (!vm.running()) {
            return Answer.of("ERROR: VM " + vm.vmid() + " qmp command 'human-monitor-command' failed - VM not running");
        }
        return Answer.of(vm.monitor().apply(command));
    }

    private Answer cloudInit(Request request) {
        Vm vm = world.machines().of(request);
        List<Map<String, Object>> rows = new ArrayList<>();
        vm.coming().forEach((key, value) -> {
            if (key.matches("(ipconfig\\d+|ci\\w+|sshkeys|nameserver|searchdomain)")) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("key", key);
                row.put(
                        "value",
                        key.equals("cipassword") ? "**********" : vm.config().getOrDefault(key, ""));
                if (vm.pending().containsKey(key)) {
                    row.put("pending", key.equals("cipassword") ? "**********" : value);
                }
                rows.add(row);
            }
        });
        return Answer.of(rows);
    }

    private Answer renewed(Request request) {
        Vm vm = world.machines().of(request);
        boolean there = vm.config().values().stream()
                .anyMatch(value -> Drive.parse(value).cloudInit());
        if (!there) {
            throw Refusal.failed("no cloudinit drive found");
        }
        return Answer.nothing();
    }

    private Answer dump(Request request) {
        Vm vm = world.machines().of(request);
        Map<String, String> config = vm.coming();
        return Answer.of(
                switch (request.needed("type")) {
                    case "user" ->
                        "#cloud-config\nhostname: " + vm.name() + "\nmanage_etc_hosts: true\nuser: "
                                + config.getOrDefault("ciuser", "root") + "\n";
                    case "network" ->
                        "version: 1\nconfig:\n    - type: physical\n      name: eth0\n      # "
                                + config.getOrDefault("ipconfig0", "") + "\n";
                    default -> "instance-id: fake-" + vm.digest() + "\n";
                });
    }

    private Answer figures(Request request) {
        Vm vm = world.machines().of(request);
        int step = switch (request.needed("timeframe")) {
            case "hour" -> 60;
            case "day" -> 1_800;
            case "week" -> 10_800;
            case "month" -> 43_200;
            default -> 604_800;
        };
        List<Map<String, Object>> rows = new ArrayList<>();
        long end = world.seconds() / step * step;
        for (int n = POINTS - 1; n >= 0; n--) {
            long time = end - (long) n * step;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("time", time);
            row.put("maxcpu", Figures.cpus(vm));
            row.put("maxmem", Figures.memory(vm));
            row.put("maxdisk", Figures.disk(vm));
            if (vm.running() && n > 0) {
                row.put("cpu", 0.02 + 0.001 * (n % 7));
                row.put("mem", Figures.memory(vm) / 2);
                row.put("disk", 0);
                row.put("netin", 120.5);
                row.put("netout", 80.25);
                row.put("diskread", 1_024.0);
                row.put("diskwrite", 2_048.0);
            }
            rows.add(row);
        }
        return Answer.of(rows);
    }
}
