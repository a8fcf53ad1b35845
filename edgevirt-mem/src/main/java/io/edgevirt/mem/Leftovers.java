package io.edgevirt.mem;

import java.util.ArrayList;
import java.util.List;

/** Finds what a program has left behind. */
final class Leftovers {

    private final World world;

    Leftovers(World world) {
        this.world = world;
    }

    List<String> list() {
        List<String> left = new ArrayList<>();
        for (Machine m : world.machines().values()) {
            if (!m.template()) {
                left.add("machine " + m.name());
            }
            if (!m.serials().isEmpty() && world.connections() == 0) {
                left.add("serial listeners of " + m.name());
            }
        }
        for (Store store : world.things().stores()) {
            store.blobs().values().stream().filter(b -> !used(b)).forEach(b -> left.add("volume " + b.path()));
        }
        world.things().files().values().stream().filter(b -> !used(b)).forEach(b -> left.add("file " + b.path()));
        world.tasksAtWork().forEach(t -> left.add("task " + t));
        if (world.connections() == 0 && world.watchers() > 0) {
            left.add("event listeners");
        }
        return left;
    }

    private boolean used(Blob blob) {
        return world.machines().values().stream()
                .anyMatch(m -> m.slots().stream()
                        .anyMatch(s -> s.blob() == blob
                                || s.blob().base().filter(b -> b == blob).isPresent()));
    }
}
