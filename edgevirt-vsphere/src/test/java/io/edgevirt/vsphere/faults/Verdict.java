package io.edgevirt.vsphere.faults;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a change told with what it did. */
final class Verdict {

    private final World world;
    private final Change change;
    private final String original;
    private final String name;
    private final Set<String> before;
    private final Set<String> files;
    private final List<String> wrong = new ArrayList<>();
    private Optional<EdgeVirtException> error = Optional.empty();

    /** Remembers how things are before the change. */
    Verdict(World world, Change change, String original, String name) {
        this.world = world;
        this.change = change;
        this.original = original;
        this.name = name;
        before = change.things(world, original);
        files = world.files(original);
    }

    /** Carries the change out and keeps what it told. */
    void run(Hypervisor hv) {
        try {
            change.run(hv, original, name);
        } catch (EdgeVirtException e) {
            error = Optional.of(e);
        }
    }

    /** What was told: {@code done}, or the outcome of the exception. */
    String told() {
        return error.map(e -> e.outcome().name()).orElse("done");
    }

    /** What was told, in its own words. */
    String error() {
        return error.map(e -> e + " " + e.leftovers()).orElse("");
    }

    /** What was told to be left behind. */
    Set<String> leftovers() {
        return error.map(e -> Set.copyOf(e.leftovers())).orElse(Set.of());
    }

    /** All that was not as it was told; empty is good. */
    List<String> check() {
        Set<String> after = change.things(world, original);
        if (change.twice(world, original, name)) {
            wrong.add("a duplicate: " + after);
        }
        compare(after);
        return wrong;
    }

    /** The same, and that the connection to which it happened goes on, and sees what there is. */
    List<String> check(Hypervisor old) {
        Set<String> seen = names(World.machines(old, original));
        if (!seen.equals(names(world.machines(original)))) {
            wrong.add("the old connection sees something else: " + seen);
        }
        return check();
    }

    private static Set<String> names(List<VM> machines) {
        return machines.stream().map(VM::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void compare(Set<String> after) {
        Set<String> named = leftovers();
        boolean whole = change.whole(world, original, name);
        Set<String> moreFiles = without(world.files(original), files);
        String seen = "told " + told() + ", left behind " + named + "; more is " + without(after, before)
                + (whole ? ", whole" : ", not whole") + ", more files: " + moreFiles
                + error.map(e -> ": " + e).orElse("");
        expect(after.containsAll(before), "something is gone", seen);
        switch (told()) {
            case "done", "DONE" -> expect(whole && named.isEmpty(), "not carried out", seen);
            case "NOT_DONE" -> {
                expect(named.containsAll(without(after, before)), "a silent leftover", seen);
                expect(!named.isEmpty() || moreFiles.isEmpty(), "files are left behind", seen);
            }
            default -> {
                expect(Outcome.UNKNOWN.name().equals(told()), "no outcome", seen);
                expect(whole || named.containsAll(without(after, before)), "a silent leftover", seen);
                expect(whole || !named.isEmpty() || moreFiles.isEmpty(), "files are left behind", seen);
            }
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
