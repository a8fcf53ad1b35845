package io.edgevirt.mem;

import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** Hosts. */
final class MemHosts extends Listed<HostInfo> implements HostRole {

    MemHosts(Session session) {
        super(
                session,
                Op.HOST_LIST,
                Op.HOST_READ,
                () -> session.world().things().nodes().stream()
                        .map(n -> info(session.world(), n))
                        .toList(),
                id -> info(session.world(), node(session.world(), id)));
    }

    static Node node(World world, String id) {
        return world.things().nodes().stream()
                .filter(n -> n.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("host", id));
    }

    private static HostInfo info(World world, Node n) {
        Optional<String> cluster = world.things().groups().stream()
                .filter(g -> g.nodes().contains(n))
                .map(Group::name)
                .findFirst();
        return new HostInfo(
                n.id(),
                n.name(),
                n.state(),
                n.hardware().cpu().threads(),
                n.hardware().memory(),
                n.hardware().memory().map(m -> n.free(world)),
                Optional.of(world.preset().about().version()),
                cluster,
                Optional.empty());
    }

    @Override
    public Hardware hardware(Ref host) {
        return session().read(Op.HOST_HARDWARE, () -> node(world(), host.id()).hardware());
    }
}
