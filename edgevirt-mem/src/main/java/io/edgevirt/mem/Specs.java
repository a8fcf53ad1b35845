package io.edgevirt.mem;

import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Describes machines that are there as if they were wanted anew. */
final class Specs {

    private Specs() {}

    /** The machine as it is now, without what is secret. */
    static VMSpec of(Machine m) {
        List<DiskSpec> disks = m.slots().stream().map(Specs::disk).toList();
        List<NicSpec> nics = m.plugs().stream()
                .map(p -> new NicSpec(p.bridge().name(), p.vlan(), p.macSpoofing(), Optional.of(p.mac())))
                .toList();
        VMSpec made = m.made();
        VMSpec.BootSpec boot = made.boot();
        return new VMSpec(
                made.token(),
                m.name(),
                m.shape().cpus(),
                m.shape().memory(),
                m.shape().dynamic(),
                disks,
                nics,
                new VMSpec.BootSpec(
                        boot.firmware(),
                        boot.secureBoot(),
                        boot.tpm(),
                        m.iso().map(io.edgevirt.spi.FileSource.Remote::new),
                        boot.kernel(),
                        boot.guestOs()),
                made.placement(),
                made.resources(),
                made.devices(),
                made.vgpu(),
                m.shape().nested() ? Optional.of(true) : made.nestedVirtualization(),
                Optional.empty(),
                m.description(),
                m.tags(),
                m.autostart());
    }

    private static DiskSpec disk(Machine.Slot slot) {
        Blob blob = slot.blob();
        Optional<String> file = blob.store().isPresent() ? Optional.empty() : Optional.of(blob.name());
        return new DiskSpec(blob.size(), blob.store().map(Store::name), file, blob.thin(), Optional.of(slot.bus()));
    }

    /** The same machine as a copy: no disks and adapters, which the copy gets of its own. */
    static VMSpec copy(VMSpec of, CloneSpec wanted) {
        VMSpec.Placement place = new VMSpec.Placement(
                wanted.host(),
                Optional.empty(),
                wanted.resourcePool().or(of.placement()::resourcePool),
                wanted.folder());
        return bare(of, wanted.token(), wanted.name(), place, wanted.cloudInit());
    }

    /** The same machine on another system. */
    static VMSpec moved(VMSpec of) {
        return bare(of, of.token(), of.name(), of.placement(), Optional.empty());
    }

    private static VMSpec bare(
            VMSpec of, UUID token, String name, VMSpec.Placement placement, Optional<String> cloudInit) {
        return new VMSpec(
                token,
                name,
                of.cpus(),
                of.memory(),
                of.dynamicMemory(),
                List.of(),
                List.of(),
                of.boot(),
                placement,
                of.resources(),
                of.devices(),
                of.vgpu(),
                of.nestedVirtualization(),
                cloudInit,
                of.description(),
                of.tags(),
                of.autostart());
    }
}
