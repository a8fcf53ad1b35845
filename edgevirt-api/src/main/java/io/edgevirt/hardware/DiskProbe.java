package io.edgevirt.hardware;

import io.edgevirt.Hardware;
import io.edgevirt.Hardware.DiskDevice;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.Size;
import io.edgevirt.hardware.Reading.Truth;
import java.util.Set;

/**
 * Looks for one disk that is large enough and of the right kind.
 *
 * @param least its size at least, in decimal units as vendors print it
 * @param kinds what it may be made of; with {@link DiskKind#UNKNOWN} among them, anything
 */
record DiskProbe(Size least, Set<DiskKind> kinds) implements Probe {

    static DiskProbe any(Size least) {
        return new DiskProbe(least, Set.of(DiskKind.values()));
    }

    static DiskProbe of(Size least, DiskKind... kinds) {
        return new DiskProbe(least, Set.of(kinds));
    }

    @Override
    public Reading read(Hardware hardware) {
        return Best.of(hardware.disks(), this::fits, "the system lists no disks");
    }

    private Reading fits(DiskDevice disk) {
        String seen = disk.name() + " " + disk.size().map(Shown::disk).orElse("of unknown size") + kind(disk);
        Truth size = disk.size()
                .map(s -> s.compareTo(least) >= 0 ? Truth.MET : Truth.MISSED)
                .orElse(Truth.UNKNOWN);
        Truth kind = kinds.contains(disk.kind())
                ? Truth.MET
                : disk.kind() == DiskKind.UNKNOWN ? Truth.UNKNOWN : Truth.MISSED;
        if (size == Truth.MISSED || kind == Truth.MISSED) {
            return Reading.of(false, seen);
        }
        if (size == Truth.MET && kind == Truth.MET) {
            return Reading.of(true, seen);
        }
        String what = size == Truth.UNKNOWN ? "how large it is" : "what it is made of";
        return Reading.unknown(seen, "the system does not tell of " + disk.name() + " " + what);
    }

    private static String kind(DiskDevice disk) {
        return disk.kind() == DiskKind.UNKNOWN ? "" : " " + disk.kind();
    }
}
