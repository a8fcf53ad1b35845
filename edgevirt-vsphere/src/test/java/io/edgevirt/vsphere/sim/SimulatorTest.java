package io.edgevirt.vsphere.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okio.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("VMware's simulator")
@NeedsSimulator
class SimulatorTest {

    private static final Pattern NAME = Pattern.compile("<val[^>]*>([^<]*)</val>");

    private static Client client(Simulator simulator) {
        return new Client(simulator.url(), simulator.certificate());
    }

    private static String names(Client client, String type) throws IOException {
        return NAME.matcher(client.names(type).text())
                .results()
                .map(found -> found.group(1))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static long count(Client client, String type) throws IOException {
        return NAME.matcher(client.names(type).text()).results().count();
    }

    @Nested
    @DisplayName("as a vCenter")
    class AsVCenter {

        @Test
        @DisplayName("has two kinds of host, a pool in the cluster, two datastores and three kinds of network")
        void inventory() throws IOException {
            try (Simulator simulator = Simulator.vcenter(o -> o.vms(5));
                    Client client = client(simulator)) {
                assertEquals(
                        200,
                        client.login(simulator.user(), simulator.password()).status());
                assertTrue(client.content().text().contains("<apiType>VirtualCenter</apiType>"));
                assertEquals("DC0", names(client, "Datacenter"));
                assertEquals("DC0_C0", names(client, "ClusterComputeResource"));
                assertEquals("DC0_C0_H0 DC0_C0_H1 DC0_C0_H2 DC0_H0", names(client, "HostSystem"));
                assertEquals("LocalDS_0 LocalDS_1", names(client, "Datastore"));
                assertTrue(names(client, "ResourcePool").contains("DC0_C0_RP1"));
                assertEquals("DVS0", names(client, "DistributedVirtualSwitch"));
                assertTrue(names(client, "DistributedVirtualPortgroup").contains("DC0_DVPG0 DC0_DVPG1"));
                assertTrue(names(client, "Network").contains("VM Network"));
                assertTrue(names(client, "Folder").contains("Edge"));
                assertEquals(5, count(client, "VirtualMachine"));
            }
        }

        @Test
        @DisplayName("has as many datacenters as asked for, in which names repeat")
        void datacenters() throws IOException {
            try (Simulator simulator =
                            Simulator.vcenter(o -> o.datacenters(2).vms(0).hosts(1));
                    Client client = client(simulator)) {
                client.login(simulator.user(), simulator.password());
                assertEquals("DC0 DC1", names(client, "Datacenter"));
                assertEquals("LocalDS_0 LocalDS_0 LocalDS_1 LocalDS_1", names(client, "Datastore"));
                assertEquals(4, count(client, "HostSystem"));
                assertEquals(0, count(client, "VirtualMachine"));
            }
        }

        @Test
        @DisplayName("lets in nobody but its user, and knows nobody who is not logged in")
        void login() throws IOException {
            try (Simulator simulator = Simulator.vcenter(o -> o.vms(0).login("me", "<&>"));
                    Client client = client(simulator)) {
                assertTrue(client.login("me", "wrong").text().contains("InvalidLogin"));
                assertTrue(client.time().text().contains("NotAuthenticated"));
                assertEquals(200, client.login("me", "<&>").status());
                assertEquals(200, client.time().status());
            }
        }
    }

    @Nested
    @DisplayName("as an ESXi host")
    class AsEsxi {

        @Test
        @DisplayName("is one host without a cluster")
        void inventory() throws IOException {
            try (Simulator simulator = Simulator.esxi(o -> o.vms(3));
                    Client client = client(simulator)) {
                client.login(simulator.user(), simulator.password());
                assertTrue(client.content().text().contains("<apiType>HostAgent</apiType>"));
                assertEquals("localhost.localdomain", names(client, "HostSystem"));
                assertEquals(0, count(client, "ClusterComputeResource"));
                assertEquals("LocalDS_0 LocalDS_1", names(client, "Datastore"));
                assertEquals(3, count(client, "VirtualMachine"));
            }
        }
    }

    @Nested
    @DisplayName("at its end")
    class AtItsEnd {

        @ParameterizedTest(name = "killed: {0}")
        @ValueSource(booleans = {false, true})
        @DisplayName("leaves neither a process nor a file")
        void nothingLeft(boolean killed) {
            Simulator simulator = Simulator.vcenter(o -> o.vms(2));
            assertTrue(Files.exists(simulator.folder()));
            if (killed) {
                simulator.kill();
            }
            simulator.close();
            simulator.close();
            assertFalse(simulator.handle().isAlive());
            assertFalse(Files.exists(simulator.folder()));
        }

        @Test
        @DisplayName("gives its port to the next, whose certificate is another")
        void restarted() throws IOException {
            Simulator first = Simulator.esxi(o -> o.vms(0));
            first.close();
            try (Simulator second =
                    Simulator.esxi(o -> o.vms(0).port(first.url().getPort()))) {
                assertEquals(first.url(), second.url());
                assertNotEquals(first.fingerprint(), second.fingerprint());
            }
        }
    }

    @Test
    @DisplayName("shows the certificate whose fingerprint it tells")
    void fingerprint() throws Exception {
        try (Simulator simulator = Simulator.esxi(o -> o.vms(0))) {
            assertEquals(
                    simulator.fingerprint(),
                    ByteString.of(simulator.certificate().getEncoded()).sha256().hex());
        }
    }

    @Test
    @DisplayName("that cannot start is an error, not a wait")
    void refused() {
        assertThrows(IllegalStateException.class, () -> Simulator.esxi(o -> o.login("nobody", "")));
    }
}
