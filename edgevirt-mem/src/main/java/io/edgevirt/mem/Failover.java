package io.edgevirt.mem;

import io.edgevirt.HostInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.ProtectionSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to machines when their host goes down, and when it is back. */
final class Failover {

    private final World world;

    Failover(World world) {
        this.world = world;
    }

    void host(Node node, HostInfo.State state, Duration after) {
        boolean fell = node.state() != HostInfo.State.DOWN && state == HostInfo.State.DOWN;
        node.state(state);
        for (Machine m : List.copyOf(world.machines().values())) {
            if (m.node() != node) {
                continue;
            }
            if (fell && m.inMemory()) {
                m.stop(VMState.UNKNOWN, "host down");
                group(m).ifPresent(g -> world.clock().after(after, () -> restart(m, g)));
            } else if (!fell && node.up() && m.state() == VMState.UNKNOWN) {
                m.stop(VMState.OFF, "host back");
            }
        }
    }

    private Optional<Group> group(Machine m) {
        return world.things().groups().stream()
                .filter(g -> g.protectedMachines().containsKey(m.id()))
                .findFirst();
    }

    private void restart(Machine m, Group group) {
        if (m.state() != VMState.UNKNOWN || !world.machines().containsValue(m)) {
            return;
        }
        ProtectionSpec protection = group.protectedMachines().get(m.id());
        List<String> preferred = protection == null ? List.of() : protection.preferredHosts();
        preferred.stream()
                .flatMap(h -> group.nodes().stream().filter(n -> n.is(h)))
                .filter(n -> fits(n, m))
                .findFirst()
                .or(() -> group.nodes().stream().filter(n -> fits(n, m)).findFirst())
                .ifPresent(n -> {
                    m.node(n);
                    m.boot("restarted by the cluster");
                });
    }

    private boolean fits(Node node, Machine m) {
        return node.up() && m.shape().memory().compareTo(node.free(world)) <= 0;
    }
}
