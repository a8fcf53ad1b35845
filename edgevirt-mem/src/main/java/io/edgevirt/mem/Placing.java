package io.edgevirt.mem;

import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Optional;

/** Finds the host for a machine: the one that is named, else the one with the most free memory. */
final class Placing {

    private final World world;
    private final Checks checks;

    Placing(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    Optional<Node> node(VMSpec.Placement wanted) {
        List<Node> among = world.things().nodes();
        if (wanted.cluster().isPresent()) {
            Optional<Group> group = world.things().group(wanted.cluster().get());
            if (group.isEmpty()) {
                missing("vm.cluster", "cluster", wanted.cluster().get());
                return Optional.empty();
            }
            among = group.get().nodes();
        }
        return wanted.host().isPresent() ? named(wanted.host().get(), among) : roomiest(among);
    }

    Optional<Node> named(String host, List<Node> among) {
        Optional<Node> node = Inventories.node(host, among);
        if (node.isEmpty()) {
            missing("vm.host", "host", host);
        } else if (!node.get().up()) {
            checks.fail(
                    "vm.host",
                    Problem.STATE,
                    host,
                    "the host '" + host + "' is " + node.get().state(),
                    "choose another host");
        }
        return node;
    }

    private Optional<Node> roomiest(List<Node> among) {
        Node best = null;
        for (Node node : among) {
            if (node.up() && (best == null || node.free(world).compareTo(best.free(world)) > 0)) {
                best = node;
            }
        }
        if (best == null) {
            checks.fail("vm.host", Problem.RESOURCES, world.toString(), "no host is up", "wait for one, or start one");
        }
        return Optional.ofNullable(best);
    }

    private void missing(String id, String kind, String name) {
        checks.fail(id, Problem.NOT_FOUND, name, "there is no " + kind + " '" + name + "'", "list those there are");
    }
}
