package io.edgevirt.vsphere.read;

import io.edgevirt.Event;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of machines under watch to {@link Event}s. The first set is what was there before and makes no events. Not
 * thread-safe.
 */
public final class MachineEvents {

    /** What is watched of every machine. */
    public static final Selection WATCHED = Selection.of(
            "VirtualMachine",
            "name",
            "runtime.powerState",
            "runtime.connectionState",
            "config.changeVersion",
            "snapshot");

    private final Map<String, Map<String, Element>> machines = new HashMap<>();
    private boolean complete;

    /** Knows no machine yet. */
    public MachineEvents() {}

    /**
     * Takes what a long poll brought.
     *
     * @param set the changes; those of other objects are passed over
     * @param at when they came
     * @return the events
     */
    public List<Event> of(UpdateSet set, Instant at) {
        List<Event> events = new ArrayList<>();
        for (ObjectChange change : set.changes()) {
            if (change.object().type().equals("VirtualMachine")) {
                events.addAll(of(change, at));
            }
        }
        boolean begun = complete;
        complete |= !set.truncated();
        return begun ? events : List.of();
    }

    private List<Event> of(ObjectChange change, Instant at) {
        String id = change.object().id();
        boolean known = machines.containsKey(id);
        Map<String, Element> before = machines.getOrDefault(id, Map.of());
        if (change.kind() == ObjectChange.Kind.LEAVE) {
            machines.remove(id);
            return List.of(new Event(Event.Kind.REMOVED, id, name(before), Optional.empty(), at, ""));
        }
        Map<String, Element> now = new HashMap<>(before);
        now.putAll(change.values());
        machines.put(id, now);
        if (!known) {
            return List.of(new Event(Event.Kind.CREATED, id, name(now), Optional.of(state(now)), at, ""));
        }
        List<Event> events = new ArrayList<>();
        if (state(now) != state(before)) {
            String word = text(now, "runtime.powerState");
            events.add(new Event(Event.Kind.STATE, id, name(now), Optional.of(state(now)), at, word));
        }
        if (differs(change, before, "name") || differs(change, before, "config.changeVersion")) {
            events.add(new Event(Event.Kind.CHANGED, id, name(now), Optional.of(state(now)), at, ""));
        }
        if (change.values().containsKey("snapshot")) {
            events.add(new Event(Event.Kind.SNAPSHOT, id, name(now), Optional.of(state(now)), at, ""));
        }
        return events;
    }

    private static boolean differs(ObjectChange change, Map<String, Element> before, String property) {
        Element now = change.values().get(property);
        return now != null && !now.text().equals(text(before, property));
    }

    private static Optional<String> name(Map<String, Element> machine) {
        return machine.getOrDefault("name", Element.NONE).value().map(Names::plain);
    }

    private static VMState state(Map<String, Element> machine) {
        return MachineReader.state(text(machine, "runtime.powerState"), text(machine, "runtime.connectionState"));
    }

    private static String text(Map<String, Element> machine, String property) {
        return machine.getOrDefault(property, Element.NONE).text();
    }
}
