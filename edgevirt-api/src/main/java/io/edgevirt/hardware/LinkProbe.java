package io.edgevirt.hardware;

import io.edgevirt.Hardware;
import io.edgevirt.Hardware.NetworkAdapter;

/**
 * Looks for one network adapter whose link is fast enough and not down.
 *
 * @param bitsPerSecond its speed at least, in decimal units
 */
record LinkProbe(long bitsPerSecond) implements Probe {

    static LinkProbe gigabits(long gigabits) {
        return new LinkProbe(gigabits * 1_000_000_000L);
    }

    @Override
    public Reading read(Hardware hardware) {
        return Best.of(hardware.nics(), this::fits, "the system lists no network adapters");
    }

    private Reading fits(NetworkAdapter nic) {
        // A link that is down carries nothing, whatever speed the system still tells of it.
        if (nic.up().filter(up -> !up).isPresent()) {
            return Reading.of(false, nic.name() + " down");
        }
        return nic.bitsPerSecond()
                .map(speed -> Reading.of(speed >= bitsPerSecond, nic.name() + " " + Shown.link(speed)))
                .orElseGet(() -> Reading.unknown(
                        nic.name() + " of unknown speed", "the system does not tell the speed of " + nic.name()));
    }
}
