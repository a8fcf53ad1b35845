package io.edgevirt.hardware;

import io.edgevirt.Hardware;
import io.edgevirt.Size;

/**
 * Looks at memory. A nominal 8 GB machine passes an 8 GB check: a tenth may be missing.
 *
 * <p>A system counts less than the modules hold. Firmware and integrated graphics take 64 to 512 MiB before it boots,
 * its kernel takes a little more, so that an 8 GiB machine shows some 7.6 GiB; and whoever gives a machine 8 GB in
 * decimal units gives it 7.45 GiB. A tenth (7.2 GiB are enough) covers both, and lies far above the next smaller
 * machine that is built, of 6 GiB. The tenth is EdgeVirt's own.
 *
 * @param nominal the memory as it is printed on the box, in binary units
 */
record MemoryProbe(Size nominal) implements Probe {

    private static final int TENTH = 10;

    Size enough() {
        return nominal.minus(Size.ofBytes(nominal.bytes() / TENTH));
    }

    @Override
    public Reading read(Hardware hardware) {
        return hardware.memory()
                .map(m -> Reading.of(m.compareTo(enough()) >= 0, Shown.memory(m)))
                .orElseGet(() -> Reading.unknown("the system does not tell how much memory there is"));
    }
}
