package io.edgevirt.proxmox.read;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.HostInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Nodes are read as hosts")
class NodeReaderTest {

    private static final long GIB = gib(1).bytes();

    private static HostInfo only(Map<String, Object> node) {
        return NodeReader.nodes(Json.of(List.of(node))).get(0);
    }

    @Nested
    @DisplayName("of the cluster's listing")
    class Listing {

        @Test
        @DisplayName("a node that is there has its figures; what is free is what is not used")
        void online() {
            HostInfo host = only(Map.of(
                    "node", "pve1", "status", "online", "maxcpu", 16, "maxmem", 64 * GIB, "mem", 24 * GIB, "cpu", 0.1));

            assertEquals("pve1", host.id());
            assertEquals(HostInfo.State.UP, host.state());
            assertEquals(Optional.of(16), host.cpus());
            assertEquals(Optional.of(gib(64)), host.memory());
            assertEquals(Optional.of(gib(40)), host.freeMemory());
            assertEquals(Optional.empty(), host.version());
        }

        @Test
        @DisplayName("a node that is away is down, and its figures are empty")
        void offline() {
            HostInfo host = only(Map.of("node", "pve2", "status", "offline", "maxmem", 0, "mem", 0, "maxcpu", 0));

            assertEquals(HostInfo.State.DOWN, host.state());
            assertEquals(Optional.empty(), host.cpus());
            assertEquals(Optional.empty(), host.memory());
            assertEquals(Optional.empty(), host.freeMemory());
        }

        @Test
        @DisplayName("figures from before a node went away are not told as those of now")
        void stale() {
            HostInfo host = only(Map.of("node", "pve2", "status", "offline", "maxmem", 8 * GIB, "mem", GIB));

            assertEquals(Optional.of(gib(8)), host.memory());
            assertEquals(Optional.empty(), host.freeMemory());
        }

        @Test
        @DisplayName("a login that may not look at nodes is told their names and states alone")
        void unprivileged() {
            HostInfo host = only(Map.of("node", "pve1", "status", "online", "id", "node/pve1"));

            assertEquals(HostInfo.State.UP, host.state());
            assertEquals(Optional.empty(), host.memory());
        }

        @Test
        @DisplayName("a state of no known name is unknown")
        void unknown() {
            assertEquals(
                    HostInfo.State.UNKNOWN,
                    only(Map.of("node", "pve1", "status", "unknown")).state());
        }
    }

    @Nested
    @DisplayName("of a node's own status")
    class Status {

        @Test
        @DisplayName("the version is the product's, without its build")
        void version() {
            HostInfo host = only(Map.of("node", "pve1", "status", "online"));

            assertEquals(
                    Optional.of("7.4-16"),
                    NodeReader.with(host, Json.of(Map.of("pveversion", "pve-manager/7.4-16/0f39f621")))
                            .version());
            assertEquals(
                    Optional.of("9.1.7"),
                    NodeReader.with(host, Json.of(Map.of("pveversion", "pve-manager/9.1.7/9c7f1b8c1f2a4c61")))
                            .version());
        }

        @Test
        @DisplayName("a status that was not told leaves the version empty")
        void missing() {
            assertEquals(
                    Optional.empty(),
                    NodeReader.with(only(Map.of("node", "pve1", "status", "online")), Json.missing())
                            .version());
        }
    }
}
