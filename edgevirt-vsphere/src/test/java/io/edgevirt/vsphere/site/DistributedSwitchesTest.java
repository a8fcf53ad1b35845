package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Host;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Switch;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.vsphere.DistributedPortgroup;
import io.edgevirt.vsphere.DistributedSwitch;
import io.edgevirt.vsphere.DistributedSwitches;
import io.edgevirt.vsphere.VSphere;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Distributed switches, at VMware's simulator")
@NeedsSimulator
class DistributedSwitchesTest {

    private static SimulatedSite site;

    @BeforeAll
    static void open() {
        site = SimulatedSite.vcenter();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static DistributedSwitches switches() {
        return site.hv().unwrap(VSphere.class).distributedSwitches();
    }

    @Test
    @DisplayName("are made, get a host and a portgroup that machines are connected to, and go again")
    void whole() {
        Host host = site.hv().hosts().list().get(0);
        DistributedSwitch made =
                switches().create("Lab & Co", 9000, "Uplink 1", "Uplink 2").run();

        assertEquals("Lab & Co", made.name());
        assertEquals(
                List.of(host.id()), switches().addHost("Lab & Co", host).run().hosts());
        assertEquals(0, switches().addHost("Lab & Co", host).explain().steps().size());
        Switch portgroup = switches()
                .addPortgroup(made.id(), DistributedPortgroup.of("Lab 20", 20).open())
                .run();
        assertEquals("Lab 20", portgroup.name());
        assertEquals(20, portgroup.info().vlan().orElseThrow());
        assertEquals(portgroup, site.hv().switches().get("Lab 20"));
        assertThrows(
                AlreadyExistsException.class,
                () -> switches()
                        .addPortgroup(made.id(), DistributedPortgroup.of("Lab 20", 0))
                        .run());
        portgroup.delete();
        assertTrue(site.hv().switches().find("Lab 20").isEmpty());
        assertEquals(List.of(), switches().removeHost("Lab & Co", host).run().hosts());
        assertEquals("Lab & Co", switches().remove(made.id()).run().name());
        assertThrows(NotFoundException.class, () -> switches().remove(made.id()).run());
    }

    @Test
    @DisplayName("are refused by field where they cannot be")
    void refused() {
        assertThrows(
                InvalidSpecException.class,
                () -> switches().create("a/b", 0, "u").run());
        assertThrows(InvalidSpecException.class, () -> switches().create("a", 0).run());
        assertThrows(
                InvalidSpecException.class,
                () -> switches().create("a", 90, "u").run());
        assertThrows(
                AlreadyExistsException.class,
                () -> switches().create("DVS0", 0, "u").run());
        assertThrows(
                InvalidSpecException.class,
                () -> switches()
                        .addPortgroup("DVS0", DistributedPortgroup.of("p", 4095))
                        .run());
        assertThrows(
                NotFoundException.class,
                () -> switches()
                        .addPortgroup("none", DistributedPortgroup.of("p", 0))
                        .run());
    }

    @Test
    @DisplayName("stay while machines are connected")
    void used() {
        assertThrows(
                InvalidStateException.class, () -> switches().remove("DVS0").run());
    }

    @Test
    @DisplayName("are not to be had of an ESXi host alone")
    void esxi() {
        try (SimulatedSite alone = SimulatedSite.esxi()) {
            VSphere own = alone.hv().unwrap(VSphere.class);

            assertThrows(UnsupportedFeatureException.class, own::distributedSwitches);
        }
    }
}
