package io.edgevirt.vsphere.translate;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Finding;
import io.edgevirt.Size;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A place is found:")
class PlacingTest {

    private static final Placing.Room HOME = new Placing.Room(Optional.empty(), Size.ZERO);

    private static VMSpec.Placement at(String host, String cluster, String pool, String folder) {
        return new VMSpec.Placement(
                Optional.of(host).filter(t -> !t.isEmpty()),
                Optional.of(cluster).filter(t -> !t.isEmpty()),
                Optional.of(pool).filter(t -> !t.isEmpty()),
                Optional.of(folder).filter(t -> !t.isEmpty()));
    }

    private static Placing placing(VMSpec.Placement wanted) {
        return new Placing(Wishes.estate(), wanted, List.of(HOME), List.of(), gib(1));
    }

    private static Finding only(Placing placing) {
        assertEquals(Optional.empty(), placing.find());
        return placing.findings().get(0);
    }

    @Test
    @DisplayName("nothing named: where the most memory is free, the host left to DRS, the first datastore by name")
    void nothing() {
        Place place = placing(Wishes.ANYWHERE).find().orElseThrow();

        assertEquals("Edge-Cluster", place.compute().name());
        assertEquals(Optional.empty(), place.node());
        assertEquals("small", place.home().name());
        assertTrue(place.shown().contains("host: left to DRS"), place::shown);
    }

    @Test
    @DisplayName("a cluster's name stands for the resource pool at its root, as in VMware's own tools")
    void clusterAsPool() {
        assertEquals(
                "resgroup-8",
                placing(at("", "", "Edge-Cluster", ""))
                        .find()
                        .orElseThrow()
                        .pool()
                        .id());
    }

    @Test
    @DisplayName("a host that is named is taken, also where DRS would choose")
    void host() {
        assertEquals(
                Optional.of("esx2"),
                placing(at("esx2", "", "", "")).find().orElseThrow().node().map(n -> n.name()));
    }

    @Test
    @DisplayName("a name that several things have is ambiguous, and the paths tell them apart")
    void ambiguous() {
        AmbiguousNameException e = assertThrows(
                AmbiguousNameException.class,
                () -> placing(at("", "", "Resources", "")).find());
        assertEquals(2, e.candidates().size());
        assertEquals(
                "resgroup-11",
                placing(at("", "", "/DC/host/lone/Resources", ""))
                        .find()
                        .orElseThrow()
                        .pool()
                        .id());
    }

    @Test
    @DisplayName("host and cluster that do not belong together are refused")
    void apart() {
        assertEquals(
                Finding.Problem.INVALID,
                only(placing(at("lone", "Edge-Cluster", "", ""))).problem());
    }

    @Test
    @DisplayName("names that nothing has are told all at once, with those there are")
    void missing() {
        Placing placing = placing(at("no", "no", "no", "no"));
        assertEquals(Optional.empty(), placing.find());
        assertEquals(4, placing.findings().size());
        assertTrue(placing.findings().get(0).remedy().contains("line-1"), placing.findings()::toString);
    }

    @Test
    @DisplayName("a host in maintenance is not taken, and refused where it is named")
    void maintenance() {
        Estate estate = Wishes.estate(n -> n.name().equals("lone")
                ? new Estate.Node(
                        n.id(),
                        n.name(),
                        n.path(),
                        n.compute(),
                        Optional.of("it is in maintenance mode"),
                        n.freeMemory(),
                        n.stores(),
                        n.nets())
                : n);
        Placing placing = new Placing(estate, at("lone", "", "", ""), List.of(HOME), List.of(), gib(1));

        assertEquals(Finding.Problem.STATE, only(placing).problem());
    }

    @Test
    @DisplayName("disks that do not fit together are refused, though each would fit")
    void full() {
        Placing.Room big = new Placing.Room(Optional.of("vsan-datastore"), gib(300));
        Placing placing = new Placing(Wishes.estate(), Wishes.ANYWHERE, List.of(big, big), List.of(), gib(1));

        assertEquals(Finding.Problem.RESOURCES, only(placing).problem());
    }

    @Test
    @DisplayName("where a network is only on one host, that host is taken")
    void network() {
        Estate estate = Wishes.estate(n -> n.name().equals("lone")
                ? n
                : new Estate.Node(
                        n.id(), n.name(), n.path(), n.compute(), n.usable(), n.freeMemory(), n.stores(), Set.of()));
        Placing placing = new Placing(estate, Wishes.ANYWHERE, List.of(HOME), List.of(Wishes.NETWORK), gib(1));

        assertEquals("lone", placing.find().orElseThrow().compute().name());
    }

    @Test
    @DisplayName("a VLAN is a portgroup's: one that has it is accepted, another refused with those that have it")
    void vlan() {
        NicSpec on20 = new NicSpec("edge-20", Optional.of(20), Optional.empty(), Optional.empty());
        NicSpec elsewhere = new NicSpec("VM-Network", Optional.of(20), Optional.empty(), Optional.empty());
        Wiring wiring = new Wiring(Wishes.estate());

        assertTrue(wiring.find("nic", on20).isPresent());
        assertEquals(List.of(), wiring.findings());
        wiring.find("nic", elsewhere);
        assertEquals(Finding.Problem.UNSUPPORTED, wiring.findings().get(0).problem());
        assertTrue(wiring.findings().get(0).remedy().contains("edge-20"), wiring.findings()::toString);
    }
}
