package io.edgevirt.vsphere.faults;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a change told with what it did. */
final class Verdict {

    private final World world;
    private final String name;
    private final Change change;
    private final Set<String> before;
    private final Set<String> files;
    private final List<String> wrong = new ArrayList<>();
    private String told = "done";

    /** Remembers how things are before the change. */
    Verdict(World world, Change change, String name) {
        this.world = world;
        this.change = change;
        this.name = name;
        before = world.things();
        files = world.files();
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
        compare(error, after);
        Set<String> seen = names(old);
        if (!seen.equals(names(world.hv()))) {
            wrong.add("the old connection sees something else: " + seen);
        }
        return wrong;
    }

    private static Set<String> names(Hypervisor hv) {
        return new TreeSet<>(hv.vms().list().stream().map(VM::name).toList());
    }

    private void compare(Optional<EdgeVirtException> error, Set<String> after) {
        Set<String> named = error.map(e -> Set.copyOf(e.leftovers())).orElse(Set.of());
        boolean whole = wholly();
        boolean moreFiles = !files.containsAll(world.files());
        String seen = "told " + told + ", left behind " + named + "; was " + before + ", is " + after
                + (whole ? ", whole" : ", not whole") + (moreFiles ? ", more files: " + world.files() : "")
                + error.map(e -> ": " + e).orElse("");
        switch (told) {
            case "done", "DONE" -> expect(whole && named.isEmpty(), "not carried out", seen);
            case "NOT_DONE" -> {
                expect(after.containsAll(before), "something is gone", seen);
                expect(named.containsAll(without(after, before)), "a silent leftover", seen);
                expect(!named.isEmpty() || !moreFiles, "files are left behind", seen);
            }
            default -> {
                expect(Outcome.UNKNOWN.name().equals(told), "no outcome", seen);
                expect(after.containsAll(before), "something is gone", seen);
                expect(whole || named.containsAll(without(after, before)), "a silent leftover", seen);
                expect(whole || !named.isEmpty() || !moreFiles, "files are left behind", seen);
            }
        }
    }

    /** A machine that is not there is not whole. */
    private boolean wholly() {
        try {
            return change.whole(world, name);
        } catch (NotFoundException e) {
            return false;
        }
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
