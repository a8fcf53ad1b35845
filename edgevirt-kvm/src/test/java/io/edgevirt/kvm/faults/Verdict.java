package io.edgevirt.kvm.faults;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a change told with what it did. */
final class Verdict {

    private final World world;
    private final String name;
    private final Change change;
    private final Set<String> before;
    private final Map<String, String> portraits;
    private final List<String> wrong = new ArrayList<>();
    private String told = "done";

    /** Remembers how things are before the change. */
    Verdict(World world, Change change, String name) {
        this.world = world;
        this.change = change;
        this.name = name;
        before = world.things();
        portraits = world.portraits();
    }

    /** Carries the change out and keeps what it told. */
    Optional<EdgeVirtException> run(Hypervisor hv) {
        try {
            change.run(hv, name);
            return Optional.empty();
        } catch (EdgeVirtException e) {
            told = e.outcome().name();
            return Optional.of(e);
        }
    }

    /** What was told: {@code done}, or the outcome of the exception. */
    String told() {
        return told;
    }

    /** All that was not as it was told; empty is good. */
    List<String> check(Optional<EdgeVirtException> error, Hypervisor old) {
        Set<String> after = world.things();
        if (world.count(name) > 1 || world.count(name + Change.CLONED) > 1) {
            wrong.add("a duplicate: " + after);
        }
        if (!world.poolAgrees()) {
            wrong.add("the pool does not tell what its folder holds");
        }
        compare(error, after);
        Set<String> seen = new TreeSet<>(old.vms().list().stream().map(VM::name).toList());
        if (!seen.equals(
                new TreeSet<>(world.hv().vms().list().stream().map(VM::name).toList()))) {
            wrong.add("the old connection sees something else: " + seen);
        }
        return wrong;
    }

    private void compare(Optional<EdgeVirtException> error, Set<String> after) {
        Set<String> named = error.map(e -> Set.copyOf(e.leftovers())).orElse(Set.of());
        boolean whole = wholly();
        boolean same = samePortraits();
        String seen = "told " + told + ", left behind " + named + "; was " + before + ", is " + after
                + (same ? "" : ", changed") + (whole ? ", whole" : ", not whole")
                + error.map(e -> ": " + e).orElse("");
        switch (told) {
            case "done", "DONE" -> expect(whole && named.isEmpty(), "not carried out", seen);
            case "NOT_DONE" -> {
                expect(after.containsAll(before) && same, "something was changed", seen);
                expect(named.equals(without(after, before)), "leftovers are not what is left", seen);
            }
            default -> {
                expect(Outcome.UNKNOWN.name().equals(told), "no outcome", seen);
                expect(named.containsAll(without(after, before)), "a silent leftover", seen);
                expect(same || whole, "half a change", seen);
                boolean gone = !after.containsAll(before);
                expect(!gone || named.containsAll(after), "half a removal", seen);
            }
        }
    }

    /** A machine that is not there is not whole. */
    private boolean wholly() {
        try {
            return change.whole(world, name);
        } catch (io.edgevirt.NotFoundException e) {
            return false;
        }
    }

    /** Machines that there were before look the same, as far as they are still there. */
    private boolean samePortraits() {
        Map<String, String> now = world.portraits();
        return portraits.entrySet().stream()
                .allMatch(
                        p -> !now.containsKey(p.getKey()) || now.get(p.getKey()).equals(p.getValue()));
    }

    private void expect(boolean holds, String otherwise, String seen) {
        if (!holds) {
            wrong.add(otherwise + ": " + seen);
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
