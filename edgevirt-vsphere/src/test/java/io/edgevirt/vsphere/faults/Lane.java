package io.edgevirt.vsphere.faults;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.sim.Gate;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;

/** A connection to which faults happen, through a relay and a gate of its own, and machines that nobody else touches. */
final class Lane implements AutoCloseable {

    final Change change;
    final String original;
    final Relay relay;
    final Gate gate;
    final Hypervisor hv;

    /**
     * Connects.
     *
     * @param marks whether tasks tell what marked their request
     * @param request what a request may take
     */
    Lane(Simulator simulator, String scheme, Change change, String name, boolean marks, Duration request) {
        this.change = change;
        original = name;
        relay = new Relay(simulator);
        if (marks) {
            relay.keepActivationIds();
        }
        gate = new Gate(relay.url().getPort());
        hv = EdgeVirt.connect(
                scheme + "://127.0.0.1:" + gate.port(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(relay.fingerprint()))
                        .requestTimeout(request));
    }

    @Override
    public void close() {
        relay.forget();
        gate.open();
        hv.close();
        gate.close();
        relay.close();
    }
}
