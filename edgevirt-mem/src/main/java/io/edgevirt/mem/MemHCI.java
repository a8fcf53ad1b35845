package io.edgevirt.mem;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.Size;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.Ref;
import java.util.List;
import java.util.Optional;

/** Hyperconverged pools: mirrors of two copies, with one failure to survive while they are healthy. */
final class MemHCI extends Listed<HCIRole.Entry> implements HCIRole {

    private static final int COPIES = 2;

    MemHCI(Session session) {
        super(
                session,
                Op.HCI_LIST,
                Op.HCI_READ,
                () -> session.world().things().fabrics().stream()
                        .map(Fabric::entry)
                        .toList(),
                id -> fabric(session.world(), id).entry());
    }

    private static Fabric fabric(World world, String id) {
        return world.things().fabrics().stream()
                .filter(f -> f.entry().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("hyperconverged pool", id));
    }

    @Override
    public HCIHealth health(Ref pool) {
        return session().read(Op.HCI_HEALTH, () -> {
            Fabric f = fabric(world(), pool.id());
            return new HCIHealth(f.status(), f.faults(), world().clock().now());
        });
    }

    @Override
    public HCICapacity capacity(Ref pool) {
        return session().read(Op.HCI_CAPACITY, () -> {
            Size raw = fabric(world(), pool.id()).raw();
            Optional<Size> usable = Optional.of(Size.ofBytes(raw.bytes() / COPIES));
            return new HCICapacity(raw, Optional.of(Size.ZERO), usable, usable, HCICapacity.Basis.DERIVED_FROM_COPIES);
        });
    }

    @Override
    public HCIResiliency resiliency(Ref pool) {
        return session().read(Op.HCI_RESILIENCY, () -> {
            boolean healthy = fabric(world(), pool.id()).status() == HCIHealth.Status.HEALTHY;
            return new HCIResiliency(
                    HCIResiliency.Scheme.MIRROR,
                    Optional.of(COPIES),
                    "two copies",
                    Optional.of(1),
                    Optional.of(healthy ? 1 : 0),
                    Optional.empty());
        });
    }

    @Override
    public HCIRebuild rebuild(Ref pool) {
        return session().read(Op.HCI_REBUILD, () -> fabric(world(), pool.id()).rebuild());
    }

    @Override
    public List<HCIDisk> disks(Ref pool) {
        return session().read(Op.HCI_DISKS, () -> fabric(world(), pool.id()).disks());
    }
}
