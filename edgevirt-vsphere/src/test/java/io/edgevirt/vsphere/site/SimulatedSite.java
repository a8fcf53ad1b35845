package io.edgevirt.vsphere.site;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.sim.Simulator;

/** A simulator, and a connection to it as users make one. */
record SimulatedSite(Simulator simulator, Hypervisor hv) implements AutoCloseable {

    static SimulatedSite vcenter() {
        return of(Simulator.vcenter(o -> o), "vsphere://");
    }

    static SimulatedSite esxi() {
        return of(Simulator.esxi(o -> o), "esxi://");
    }

    private static SimulatedSite of(Simulator simulator, String scheme) {
        try {
            return new SimulatedSite(
                    simulator,
                    EdgeVirt.connect(
                            scheme + simulator.url().getAuthority(),
                            c -> c.username(simulator.user())
                                    .password(Secret.of(simulator.password().toCharArray()))
                                    .trust(Trust.pinnedSha256(simulator.fingerprint()))));
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (simulator) {
            hv.close();
        }
    }
}
