package io.edgevirt.mem;

import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.Size;
import io.edgevirt.spi.HCIRole;
import java.util.List;
import java.util.Optional;

/** A hyperconverged pool. */
final class Fabric {

    private final HCIRole.Entry entry;
    private final List<HCIDisk> disks;
    private HCIHealth.Status status = HCIHealth.Status.HEALTHY;
    private List<String> faults = List.of();
    private HCIRebuild rebuild =
            new HCIRebuild(HCIRebuild.State.IDLE, Optional.empty(), Optional.empty(), Optional.empty());

    Fabric(HCIRole.Entry entry, List<HCIDisk> disks) {
        this.entry = entry;
        this.disks = List.copyOf(disks);
    }

    HCIRole.Entry entry() {
        return entry;
    }

    List<HCIDisk> disks() {
        return disks;
    }

    HCIHealth.Status status() {
        return status;
    }

    List<String> faults() {
        return faults;
    }

    void health(HCIHealth.Status now, List<String> why) {
        status = now;
        faults = List.copyOf(why);
    }

    HCIRebuild rebuild() {
        return rebuild;
    }

    void rebuild(HCIRebuild now) {
        rebuild = now;
    }

    Size raw() {
        Size raw = Size.ZERO;
        for (HCIDisk disk : disks) {
            raw = raw.plus(disk.size().orElse(Size.ZERO));
        }
        return raw;
    }
}
