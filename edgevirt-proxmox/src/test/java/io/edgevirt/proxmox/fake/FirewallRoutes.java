package io.edgevirt.proxmox.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/** Answers for the options of the firewall, of the cluster and of machines: what was set, and nothing more. */
final class FirewallRoutes {
    private static final String CLUSTER = "/cluster/firewall/options";
    private static final String MACHINE = "/nodes/{node}/qemu/{vmid}/firewall/options";

    private final World world;
    private final Map<String, Map<String, String>> options = new LinkedHashMap<>();

    private FirewallRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        FirewallRoutes answers = new FirewallRoutes(world);
        routes.on("GET " + CLUSTER, request -> Answer.of(answers.of("")));
        routes.on("PUT " + CLUSTER, request -> answers.set("", request));
        routes.on("GET " + MACHINE, request -> Answer.of(answers.of(answers.vm(request))));
        routes.on("PUT " + MACHINE, request -> answers.set(answers.vm(request), request));
    }

    private String vm(Request request) {
        return String.valueOf(world.machines().of(request).vmid());
    }

    private Map<String, String> of(String whose) {
        return options.computeIfAbsent(whose, name -> new LinkedHashMap<>());
    }

    private Answer set(String whose, Request request) {
        Map<String, String> wanted = new LinkedHashMap<>(request.parameters());
        wanted.keySet().removeAll(java.util.Set.of("node", "vmid", "digest", "delete"));
        of(whose).putAll(wanted);
        of(whose).keySet().removeAll(request.list("delete"));
        return Answer.nothing();
    }
}
