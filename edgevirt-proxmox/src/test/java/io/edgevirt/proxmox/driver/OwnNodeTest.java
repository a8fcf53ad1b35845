package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.PciAddress;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.BondSettings;
import io.edgevirt.proxmox.BridgeSettings;
import io.edgevirt.proxmox.DeviceMapping;
import io.edgevirt.proxmox.NodePciDevice;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxMappings;
import io.edgevirt.proxmox.ProxmoxNode;
import io.edgevirt.proxmox.ProxmoxSDN;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What Proxmox VE alone has of nodes and networks")
class OwnNodeTest {

    private NetworkBed bed = new NetworkBed(Release.PVE_9_1);

    @AfterEach
    void stop() {
        bed.close();
    }

    private void another(Release release) {
        bed.close();
        bed = new NetworkBed(release);
    }

    private ProxmoxNode node() {
        return bed.hv.hosts().get("pve1").unwrap(ProxmoxNode.class);
    }

    @Nested
    @DisplayName("Hosts")
    class Hosts {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("are listed by one request, and a dead one is down and fails nothing")
        void dead(Release release) {
            another(release);
            bed.fake.kill("pve2");
            bed.fake.gate().restart();
            List<Host> hosts = bed.hv.hosts().list();

            assertEquals(List.of("GET /nodes"), bed.fake.requests());
            assertEquals(
                    List.of(HostInfo.State.UP, HostInfo.State.DOWN),
                    hosts.stream().map(h -> h.info().state()).toList());
            assertEquals(HostInfo.State.DOWN, hosts.get(1).refresh().info().state());
            assertTrue(hosts.get(0).refresh().info().version().isPresent());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("tell their hardware by four requests")
        void hardware(Release release) {
            another(release);
            Host host = bed.hv.hosts().get("pve1");
            bed.fake.gate().restart();

            assertFalse(host.hardware().disks().isEmpty());
            assertEquals(4, bed.fake.requests().size());
        }

        @Test
        @DisplayName("keep a part empty that the login may not see, and tell the others")
        void forbidden() {
            bed.fake
                    .gate()
                    .when(
                            r -> r.equals("GET /nodes/{node}/disks/list"),
                            new Gate.Fault.Reply(403, "Permission check failed (/, Sys.Audit)"));

            assertEquals(List.of(), bed.hv.hosts().get("pve1").hardware().disks());
            assertFalse(bed.hv.hosts().get("pve1").hardware().nics().isEmpty());
        }

        @Test
        @DisplayName("say for themselves what they can do")
        void features() {
            bed.fake.world().change(() -> bed.fake.world().site().host("pve1").iommu(false));

            assertEquals(
                    Support.Status.NO,
                    bed.hv.hosts().get("pve1").supports(Feature.GPU_PASSTHROUGH).status());
        }
    }

    @Nested
    @DisplayName("The network of a node")
    class Network {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("waits with what is written until it is applied")
        void applied(Release release) {
            another(release);
            node().addBond(
                            "bond0",
                            BondSettings.of(BondSettings.Mode.LACP, "eno2", "eno3")
                                    .hashPolicy(BondSettings.HashPolicy.LAYER3_4))
                    .run();
            node().addVlan("bond0", 30).run();
            node().addBridge(
                            "vmbr9",
                            BridgeSettings.of("bond0.30")
                                    .vlanAware(true)
                                    .address("10.9.0.1/24")
                                    .comment("lab"))
                    .run();

            assertTrue(node().pendingChanges().orElseThrow().contains("vmbr9"));
            assertFalse(bed.network("pve1").current().containsKey("vmbr9"));
            node().apply().run();
            assertTrue(bed.network("pve1").current().containsKey("vmbr9"));
            assertEquals(Optional.empty(), node().pendingChanges());
            assertEquals(
                    Optional.of("10.9.0.1/24"),
                    node().interfaces().stream()
                            .filter(i -> i.name().equals("vmbr9"))
                            .findFirst()
                            .flatMap(i -> i.cidr()));
        }

        @Test
        @DisplayName("forgets what is written when it is reverted; without anything both do nothing")
        void reverted() {
            node().removeInterface("eno3").run();
            node().addBridge("vmbr9", BridgeSettings.of()).run();
            assertFalse(node().revert().check().warnings().isEmpty());
            node().revert().run();

            assertEquals(Optional.empty(), node().pendingChanges());
            bed.fake.gate().restart();
            node().revert().run();
            node().apply().run();
            assertEquals(List.of(), bed.changes());
        }

        @Test
        @DisplayName("refuses a name that is taken and one that is not there, and warns of the node's own address")
        void refused() {
            assertThrows(
                    AlreadyExistsException.class,
                    () -> node().addBridge("vmbr0", BridgeSettings.of()).run());
            assertThrows(
                    NotFoundException.class,
                    () -> node().removeInterface("vmbr9").run());
            assertFalse(node().removeInterface("vmbr0").check().warnings().isEmpty());
        }

        @Test
        @DisplayName("is applied by one task though the reply of applying is lost")
        void lostApply() {
            node().addBridge("vmbr9", BridgeSettings.of()).run();
            bed.once("PUT /nodes/{node}/network", new Gate.Fault.CutAfter());
            node().apply().run();

            assertTrue(bed.network("pve1").current().containsKey("vmbr9"));
            assertEquals(1, bed.fake.requests("PUT /nodes/{node}/network"));
        }
    }

    @Nested
    @DisplayName("The hardware of a node")
    class Hardware {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("has disks with their wear, and PCI devices with what they can be cut into")
        void parts(Release release) {
            another(release);

            assertFalse(node().disks().isEmpty());
            NodePciDevice device = node().pciDevices().stream()
                    .filter(d -> d.mediated().orElse(false))
                    .findFirst()
                    .orElseGet(() -> node().pciDevices().get(0));
            assertTrue(node().mediatedTypes(device.device().address()).stream()
                    .allMatch(t -> !t.type().isBlank()));
        }

        @Test
        @DisplayName("is restarted, switched off and woken by one request each")
        void power() {
            assertTrue(node().reboot().explain().toString().contains("command=reboot"));
            assertTrue(node().shutdown().explain().toString().contains("command=shutdown"));
            assertTrue(node().wakeOnLan().explain().steps().isEmpty());
        }
    }

    @Nested
    @DisplayName("The software-defined network")
    class Software {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("is written, applied, and taken away")
        void whole(Release release) {
            another(release);
            ProxmoxSDN sdn = bed.hv.unwrap(Proxmox.class).sdn();
            sdn.addVlanZone("lan", "vmbr0").run();
            sdn.addVnet("v20", "lan", 20).run();
            sdn.addSimpleZone("lab").run();
            sdn.addVnet("labnet", "lab").run();
            sdn.addSubnet("labnet", "10.70.0.0/24", "10.70.0.1", true).run();
            sdn.addVxlanZone("over", "10.10.0.11", "10.10.0.12").run();

            assertTrue(sdn.vnets().stream().noneMatch(SDNVnet::active));
            sdn.apply().run();
            assertTrue(sdn.vnets().stream().allMatch(SDNVnet::active));
            assertEquals(3, sdn.zones().size());
            sdn.removeSubnet("labnet", sdn.subnets("labnet").get(0).id()).run();
            sdn.removeVnet("labnet").run();
            sdn.removeZone("lab").run();
            assertEquals(2, sdn.zones().size());
            assertTrue(sdn.vnets().stream().noneMatch(v -> v.id().equals("labnet")));
        }
    }

    @Nested
    @DisplayName("Mappings")
    class Mappings {

        @ParameterizedTest
        @EnumSource(value = Release.class, names = "PVE_7_4", mode = EnumSource.Mode.EXCLUDE)
        @DisplayName("name a node's device by what the node tells of it, and go again")
        void pci(Release release) {
            another(release);
            ProxmoxMappings mappings = bed.hv.unwrap(Proxmox.class).mappings();
            PciAddress address = node().pciDevices().get(0).device().address();
            DeviceMapping made = mappings.addPci("gpu", Map.of("pve1", address)).run();

            assertEquals(Optional.of(address.toString()), made.devices().get(0).path());
            assertEquals(List.of(made), mappings.pci());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> mappings.addPci("gpu", Map.of("pve1", address)).run());
            mappings.removePci("gpu").run();
            assertEquals(List.of(), mappings.pci());
            assertEquals(
                    "1050:0407",
                    mappings.addUsb("key", "pve1", "1050:0407")
                            .run()
                            .devices()
                            .get(0)
                            .id());
            mappings.removeUsb("key").run();
        }

        @Test
        @DisplayName("are refused for a device that the node has not")
        void absent() {
            ProxmoxMappings mappings = bed.hv.unwrap(Proxmox.class).mappings();

            assertThrows(
                    NotFoundException.class,
                    () -> mappings.addPci("gpu", Map.of("pve1", PciAddress.parse("0000:99:00.0")))
                            .run());
        }

        @Test
        @DisplayName("are not to be had before version 8")
        void seven() {
            another(Release.PVE_7_4);

            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> bed.hv
                            .unwrap(Proxmox.class)
                            .mappings()
                            .addUsb("key", "pve1", "1050:0407")
                            .run());
        }
    }
}
