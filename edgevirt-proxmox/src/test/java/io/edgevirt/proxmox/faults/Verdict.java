package io.edgevirt.proxmox.faults;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import io.edgevirt.proxmox.faults.Bed.Machine;
import io.edgevirt.proxmox.faults.Bed.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a change told with what it did. */
final class Verdict {

    private final Change change;
    private final String name;
    private final String target;
    private final State before;
    private final List<String> wrong = new ArrayList<>();
    private Optional<EdgeVirtException> error = Optional.empty();

    Verdict(Change change, String name, String target, State before) {
        this.change = change;
        this.name = name;
        this.target = target;
        this.before = before;
    }

    /** Carries the change out and keeps what it told. */
    void run(Hypervisor hv) {
        try {
            change.run(hv, name, target);
        } catch (EdgeVirtException e) {
            error = Optional.of(e);
        }
    }

    /** What was told: {@code done}, or the outcome of the exception. */
    String told() {
        return error.map(e -> e.outcome().name()).orElse("done");
    }

    /** The same with the exception's kind. */
    String kind() {
        return told() + error.map(e -> " " + e.getClass().getSimpleName()).orElse("");
    }

    /** All that was not as it was told; empty is good. */
    List<String> check(State after, Set<String> allowed) {
        expect(allowed.contains(told()), "told something else", after);
        Map<Integer, Machine> more = after.beyond(before);
        Set<String> named = new TreeSet<>();
        error.ifPresent(e -> named.addAll(e.leftovers()));
        Set<String> things = more.values().stream()
                .map(m -> "machine " + name + " on " + m.node())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean whole = change.whole(after, name, target);
        expect(more.size() <= (change.makes() ? 1 : 0), "a duplicate", after);
        switch (told()) {
            case "done", "DONE" -> expect(whole && named.isEmpty(), "not carried out", after);
            case "NOT_DONE" -> {
                expect(named.containsAll(things), "a silent leftover", after);
                expect(change.makes() || after.machines().equals(before.machines()), "it was done", after);
            }
            default -> expect(whole || named.containsAll(things), "a silent leftover", after);
        }
        strangers(after);
        return wrong;
    }

    private void strangers(State after) {
        Set<String> orphans = new TreeSet<>(after.orphans());
        orphans.removeAll(before.orphans());
        expect(orphans.isEmpty(), "volumes of nobody " + orphans, after);
        before.machines().forEach((vmid, machine) -> {
            boolean same = machine.equals(after.machines().get(vmid));
            expect(same || (!change.makes() && machine.name().equals("moved")), "another was touched: " + vmid, after);
        });
    }

    /** That the connection to which it happened goes on, and sees what there is. */
    List<String> check(Hypervisor old, State after) {
        Set<String> seen = old.vms().list().stream().map(VM::name).collect(Collectors.toCollection(TreeSet::new));
        expect(seen.equals(after.names()), "the old connection sees something else: " + seen, after);
        return wrong;
    }

    private void expect(boolean holds, String otherwise, State after) {
        if (!holds) {
            wrong.add(otherwise + ": told " + kind() + ", left behind "
                    + error.map(EdgeVirtException::leftovers).orElse(List.of()) + "; more is " + after.beyond(before)
                    + ", whole " + change.whole(after, name, target)
                    + error.map(e -> ": " + e).orElse(""));
        }
    }
}
