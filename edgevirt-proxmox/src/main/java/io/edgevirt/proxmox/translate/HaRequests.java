package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaRule;
import io.edgevirt.proxmox.http.Call;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests that tell the HA manager what to do. Groups are of Proxmox VE 7 and 8, rules of 9. */
public final class HaRequests {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]+");
    private static final String RESOURCE = "/cluster/ha/resources/{sid}";
    private static final String GROUP = "/cluster/ha/groups/{group}";
    private static final String RULE = "/cluster/ha/rules/{rule}";

    private HaRequests() {}

    /**
     * Whether groups and rules can have a name.
     *
     * @param name the name
     * @return whether it is a letter and then letters, digits, {@code _} and {@code -}
     */
    public static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * What the HA manager calls a machine.
     *
     * @param vmid the machine's id
     * @return such as {@code vm:100}
     */
    public static String sid(String vmid) {
        return "vm:" + vmid;
    }

    /**
     * What it looks after.
     *
     * @return the request
     */
    public static Call resources() {
        return Call.get("/cluster/ha/resources");
    }

    /**
     * The groups of nodes, on 7 and 8.
     *
     * @return the request
     */
    public static Call groups() {
        return Call.get("/cluster/ha/groups");
    }

    /**
     * The rules, on 9.
     *
     * @return the request
     */
    public static Call rules() {
        return Call.get("/cluster/ha/rules");
    }

    /**
     * Puts a machine in the manager's care.
     *
     * @param sid the machine
     * @param state {@code started} or {@code stopped}
     * @param restarts how often it is started anew on its node
     * @param group its group, on 7 and 8
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call add(String sid, String state, OptionalInt restarts, Optional<String> group) {
        return restarts(Call.post("/cluster/ha/resources").with("sid", sid).with("state", state), restarts)
                .withIf("group", group);
    }

    /**
     * Changes how a machine is cared for; what is not given stays.
     *
     * @param sid the machine
     * @param state what is wanted of it
     * @param restarts how often it is started anew on its node
     * @param group its group, on 7 and 8
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call change(String sid, Optional<String> state, OptionalInt restarts, Optional<String> group) {
        return restarts(Call.put(RESOURCE, sid).withIf("state", state), restarts)
                .withIf("group", group);
    }

    private static Call restarts(Call call, OptionalInt times) {
        return times.isPresent() ? call.with("max_restart", times.getAsInt()) : call;
    }

    /**
     * Takes a machine out of its group.
     *
     * @param sid the machine
     * @return the request
     */
    public static Call ungrouped(String sid) {
        return Call.put(RESOURCE, sid).with("delete", "group");
    }

    /**
     * Takes a machine out of the manager's care.
     *
     * @param sid the machine
     * @return the request
     */
    public static Call remove(String sid) {
        return Call.delete(RESOURCE, sid);
    }

    /**
     * Makes a group.
     *
     * @param group what it is to be
     * @return the request
     */
    public static Call add(HaGroup group) {
        return of(Call.post("/cluster/ha/groups").with("group", group.name()), group);
    }

    /**
     * Changes a group.
     *
     * @param group what it is to be
     * @return the request
     */
    public static Call change(HaGroup group) {
        return of(Call.put(GROUP, group.name()), group);
    }

    private static Call of(Call call, HaGroup group) {
        return call.with("nodes", nodes(group.nodes()))
                .with("restricted", group.restricted())
                .with("nofailback", !group.failback())
                .withIf("comment", group.comment());
    }

    /**
     * Removes a group.
     *
     * @param name its name
     * @return the request
     */
    public static Call removeGroup(String name) {
        return Call.delete(GROUP, name);
    }

    /**
     * Makes a rule.
     *
     * @param rule what it is to be
     * @return the request
     */
    public static Call add(HaRule rule) {
        return of(Call.post("/cluster/ha/rules").with("rule", rule.name()), rule);
    }

    /**
     * Changes a rule, whose kind stays.
     *
     * @param rule what it is to be
     * @return the request
     */
    public static Call change(HaRule rule) {
        return of(Call.put(RULE, rule.name()), rule);
    }

    private static Call of(Call call, HaRule rule) {
        boolean nodes = rule.kind() == HaRule.Kind.NODES;
        Call typed = call.with("type", nodes ? "node-affinity" : "resource-affinity")
                .with("resources", String.join(",", rule.resources()))
                .with("disable", !rule.enabled())
                .withIf("comment", rule.comment());
        return nodes
                ? typed.with("nodes", nodes(rule.nodes())).with("strict", rule.strict())
                : typed.with("affinity", rule.kind() == HaRule.Kind.APART ? "negative" : "positive");
    }

    /**
     * Removes a rule.
     *
     * @param name its name
     * @return the request
     */
    public static Call removeRule(String name) {
        return Call.delete(RULE, name);
    }

    private static String nodes(Map<String, Integer> nodes) {
        return nodes.entrySet().stream()
                .map(n -> n.getValue() == 0 ? n.getKey() : n.getKey() + ":" + n.getValue())
                .collect(Collectors.joining(","));
    }
}
