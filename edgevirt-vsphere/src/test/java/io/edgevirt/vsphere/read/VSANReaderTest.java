package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.vsphere.VSAN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A deployment of vCenter")
class VSANReaderTest {

    private static Element of(String name, Element... children) {
        return new Element(name, "", "", List.of(children), Map.of());
    }

    private static Element text(String name, String text) {
        return Element.of(name, "", text);
    }

    private static Managed host(String id, String name, String vsan, String domain) {
        Element config = vsan.isEmpty()
                ? of("config.vsanHostConfig", text("enabled", "false"))
                : of(
                        "config.vsanHostConfig",
                        text("enabled", "true"),
                        of("clusterInfo", text("uuid", vsan)),
                        of("faultDomainInfo", text("name", domain)));
        return new Managed(
                "HostSystem", id, Map.of("name", text("name", name), "config.vsanHostConfig", config), Map.of());
    }

    private static Managed cluster(boolean vsan, String... hosts) {
        Element members = of(
                "host",
                Arrays.stream(hosts)
                        .map(h -> new Element("ManagedObjectReference", "", h, List.of(), Map.of("type", "HostSystem")))
                        .toArray(Element[]::new));
        return new Managed(
                "ClusterComputeResource",
                "domain-c1",
                Map.of(
                        "name", text("name", "Edge"),
                        "host", members,
                        "configurationEx",
                                of("configurationEx", of("vsanConfigInfo", text("enabled", String.valueOf(vsan))))),
                Map.of());
    }

    private static final List<Managed> TWO_NODES = List.of(
            host("host-1", "a", "52-vsan", "Preferred"),
            host("host-2", "b", "52-vsan", "Secondary"),
            host("host-3", "w", "52-vsan", ""),
            host("host-4", "other", "77-other", ""));

    @Test
    @DisplayName("of two nodes with a witness is known by the vSAN that the host outside takes part in")
    void twoNodes() {
        VSAN vsan = VSANReader.of(cluster(true, "host-1", "host-2"), TWO_NODES).orElseThrow();

        assertTrue(vsan.twoNodes());
        assertEquals(Optional.of("w"), vsan.witness());
        assertEquals(Map.of("a", "Preferred", "b", "Secondary"), vsan.faultDomains());
        assertEquals("2-node vSAN with witness w", vsan.toString());
    }

    @Test
    @DisplayName("without a witness in sight says so by its absence")
    void noWitness() {
        VSAN vsan = VSANReader.of(cluster(true, "host-1", "host-2"), TWO_NODES.subList(0, 2))
                .orElseThrow();

        assertFalse(vsan.twoNodes());
        assertEquals(Optional.empty(), vsan.witness());
    }

    @Test
    @DisplayName("is told in a few words, and not at all without a cluster")
    void words() {
        List<Managed> listing = new ArrayList<>(TWO_NODES);
        assertEquals(Optional.empty(), VSANReader.deployment(listing));
        listing.add(cluster(true, "host-1", "host-2"));
        assertEquals(Optional.of("2-node vSAN with witness w"), VSANReader.deployment(listing));
        assertEquals(
                Optional.of("vCenter cluster"), VSANReader.deployment(List.of(cluster(false, "host-1", "host-2"))));
    }
}
