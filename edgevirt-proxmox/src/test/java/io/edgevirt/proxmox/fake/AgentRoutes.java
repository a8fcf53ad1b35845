package io.edgevirt.proxmox.fake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers for the agents in guests. */
final class AgentRoutes {
    private static final String VM = "/nodes/{node}/qemu/{vmid}/agent";

    private final World world;

    private AgentRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        AgentRoutes answers = new AgentRoutes(world);
        routes.on("POST " + VM + "/ping", request -> answers.result(request, Map.of()));
        routes.on("POST " + VM + "/exec", answers::exec);
        routes.on("GET " + VM + "/exec-status", answers::ended);
        routes.on("GET " + VM + "/file-read", answers::read);
        routes.on("POST " + VM + "/file-write", answers::write);
        routes.on("GET " + VM + "/network-get-interfaces", answers::interfaces);
        routes.on(
                "GET " + VM + "/get-osinfo",
                request -> answers.result(
                        request,
                        Map.of(
                                "id",
                                "debian",
                                "name",
                                "Debian GNU/Linux",
                                "pretty-name",
                                "Debian GNU/Linux 13",
                                "version-id",
                                "13",
                                "kernel-release",
                                "6.12.0",
                                "machine",
                                "x86_64")));
        routes.on(
                "GET " + VM + "/get-host-name",
                request -> answers.result(
                        request, Map.of("host-name", answers.agent(request).name())));
        routes.on("GET " + VM + "/get-time", request -> answers.result(request, world.seconds() * 1_000_000_000L));
        routes.on(
                "GET " + VM + "/get-timezone", request -> answers.result(request, Map.of("offset", 0, "zone", "UTC")));
        routes.on("GET " + VM + "/get-users", request -> answers.result(request, List.of()));
        routes.on("GET " + VM + "/get-fsinfo", answers::disks);
        routes.on(
                "GET " + VM + "/info",
                request -> answers.result(
                        request,
                        Map.of(
                                "version",
                                "9.2.0",
                                "supported_commands",
                                List.of(Map.of("name", "guest-exec", "enabled", true, "success-response", true)))));
        routes.on("POST " + VM + "/fsfreeze-freeze", request -> answers.freeze(request, true));
        routes.on("POST " + VM + "/fsfreeze-thaw", request -> answers.freeze(request, false));
        routes.on(
                "POST " + VM + "/fsfreeze-status",
                request ->
                        answers.result(request, answers.agent(request).guest().frozen() ? "frozen" : "thawed"));
        routes.on(
                "POST " + VM + "/fstrim",
                request -> answers.result(
                        request, Map.of("paths", List.of(Map.of("path", "/", "trimmed", 4096, "minimum", 0)))));
        routes.on(
                "GET " + VM + "/get-vcpus",
                request -> answers.result(
                        request, List.of(Map.of("logical-id", 0, "online", true, "can-offline", false))));
        routes.on("POST " + VM, request -> answers.named(routes, request));
        routes.on("POST " + VM + "/shutdown", answers::shutdown);
        routes.on("POST " + VM + "/set-user-password", request -> answers.result(request, Map.of()));
    }

    /** Whether a machine's configuration says that there is an agent. */
    static boolean enabled(Vm vm) {
        return Arrays.stream(vm.config().getOrDefault("agent", "0").split(","))
                .anyMatch(part -> part.equals("1") || part.equals("enabled=1"));
    }

    private Vm agent(Request request) {
        Vm vm = world.machines().of(request);
        String privilege = world.release().atLeast(9) ? "VM.GuestAgent.Audit" : "VM.Monitor";
        world.access().need(request.identity(), "/vms/" + vm.vmid(), privilege);
        if (!enabled(vm)) {
            throw Refusal.failed("No QEMU guest agent configured");
        }
        if (!vm.running()) {
            throw Refusal.failed("VM " + vm.vmid() + " is not running");
        }
        if (!vm.guest().installed() || !vm.qmpStatus().equals(Vm.RUNNING)) {
            throw Refusal.failed("QEMU guest agent is not running");
        }
        return vm;
    }

    /** The way of before release 5, by the command's name: each has a path of its own since. */
    private Answer named(Routes routes, Request request) {
        String command = request.needed("command");
        return routes.handler("POST " + VM + "/" + command)
                .or(() -> routes.handler("GET " + VM + "/" + command))
                .orElseThrow(() -> Refusal.failed("Agent error: The command guest-" + command + " has not been found"))
                .answer(request);
    }

    private Answer result(Request request, Object result) {
        agent(request);
        return Answer.of(Map.of("result", result));
    }

    private Answer exec(Request request) {
        Vm vm = agent(request);
        List<String> command = request.texts("command").stream()
                .flatMap(each -> Arrays.stream(each.split("\0")))
                .toList();
        if (command.isEmpty()) {
            throw Refusal.failed("command or input-data (or both) required");
        }
        int pid = vm.guest()
                .exec(command, request.text("input-data").orElse(""))
                .orElseThrow(() -> Refusal.failed("Agent error: Guest agent command failed, error was 'Failed to"
                        + " execute child process \u201c" + command.get(0)
                        + "\u201d (No such file or directory)'"));
        return Answer.of(Map.of("pid", pid));
    }

    private Answer ended(Request request) {
        Vm vm = agent(request);
        int pid = (int) request.number("pid").orElseThrow();
        GuestAgent.Ran ran =
                vm.guest().result(pid).orElseThrow(() -> Refusal.failed("Agent error: PID " + pid + " does not exist"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("exited", 1);
        data.put("exitcode", ran.code());
        if (!ran.out().isEmpty()) {
            data.put("out-data", shown(ran.out()));
        }
        if (!ran.err().isEmpty()) {
            data.put("err-data", shown(ran.err()));
        }
        return Answer.of(data);
    }

    /** Proxmox takes each byte of the agent's for a character. */
    private static String shown(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private Answer read(Request request) {
        Vm vm = agent(request);
        String path = request.needed("file");
        String content = vm.guest().files().get(path);
        if (content == null) {
            throw Refusal.failed(
                    "Agent error: failed to open file '" + path + "' (mode: 'r'): No such file or directory");
        }
        return Answer.of(Map.of("content", content, "bytes-read", content.length()));
    }

    private Answer write(Request request) {
        Vm vm = agent(request);
        String content = request.needed("content");
        boolean encoded = !request.flag("encode", true);
        String text =
                encoded ? new String(Base64.getMimeDecoder().decode(content), StandardCharsets.ISO_8859_1) : content;
        vm.guest().files().put(request.needed("file"), text);
        return Answer.nothing();
    }

    private Answer interfaces(Request request) {
        Vm vm = agent(request);
        List<Map<String, Object>> addresses = vm.guest().addresses().stream()
                .map(each -> each.split("/"))
                .map(each -> Map.<String, Object>of(
                        "ip-address",
                        each[0],
                        "prefix",
                        Integer.parseInt(each[1]),
                        "ip-address-type",
                        each[0].contains(":") ? "ipv6" : "ipv4"))
                .toList();
        Map<String, Object> loop = Map.of(
                "name", "lo",
                "hardware-address", "00:00:00:00:00:00",
                "ip-addresses", List.of(Map.of("ip-address", "127.0.0.1", "prefix", 8, "ip-address-type", "ipv4")));
        String card = vm.config().getOrDefault("net0", "");
        Map<String, Object> first = Map.of(
                "name",
                "eth0",
                "hardware-address",
                card.replaceFirst("^[^=]*=([0-9A-Fa-f:]{17}).*", "$1").toLowerCase(Locale.ROOT),
                "ip-addresses",
                addresses);
        return result(request, card.isEmpty() ? List.of(loop) : List.of(loop, first));
    }

    private Answer disks(Request request) {
        return result(
                request,
                List.of(Map.of(
                        "name",
                        "sda1",
                        "mountpoint",
                        "/",
                        "type",
                        "ext4",
                        "total-bytes",
                        8_000_000_000L,
                        "used-bytes",
                        1_500_000_000L,
                        "disk",
                        List.of())));
    }

    private Answer freeze(Request request, boolean frozen) {
        agent(request).guest().frozen(frozen);
        return result(request, 1);
    }

    private Answer shutdown(Request request) {
        Vm vm = agent(request);
        if (!vm.deaf()) {
            world.later(world.settings().taskLength, () -> world.power().down(vm));
        }
        return Answer.of(Map.of("result", Map.of()));
    }
}
