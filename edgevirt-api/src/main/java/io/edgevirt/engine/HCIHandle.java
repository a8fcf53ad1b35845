package io.edgevirt.engine;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIPool;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.Ref;
import java.util.List;
import java.util.function.Function;

/** A hyperconverged pool, as users hold it. */
final class HCIHandle extends ManagedObject<HCIRole.Entry> implements HCIPool {

    HCIHandle(Engine engine, HCIRole.Entry entry) {
        super(engine, Ref.of(Ref.Kind.HCI, entry.id()), entry);
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public String system() {
        return info().system();
    }

    @Override
    public List<String> nodes() {
        return ask("nodes", role -> role.read(id()).nodes());
    }

    @Override
    public HCIHealth health() {
        return ask("health", role -> role.health(ref()));
    }

    @Override
    public HCICapacity capacity() {
        return ask("capacity", role -> role.capacity(ref()));
    }

    @Override
    public HCIResiliency resiliency() {
        return ask("resiliency", role -> role.resiliency(ref()));
    }

    @Override
    public HCIRebuild rebuild() {
        return ask("rebuild", role -> role.rebuild(ref()));
    }

    @Override
    public List<HCIDisk> disks() {
        return ask("disks", role -> role.disks(ref()));
    }

    private <T> T ask(String operation, Function<HCIRole, T> question) {
        HCIRole role = HCIListing.role(engine(), operation, name());
        return engine().read(operation, name(), () -> question.apply(role));
    }

    @Override
    public String toString() {
        return name() + " (" + system() + ") on " + info().nodes();
    }
}
