package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.Plan;
import io.edgevirt.Switch;
import io.edgevirt.SwitchInfo;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.http.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Switches of Proxmox VE")
class SwitchesTest {

    private static final String POST = "POST /nodes/{node}/network";
    private static final String APPLY = "PUT /nodes/{node}/network";
    private static final String REMOVE = "DELETE /nodes/{node}/network/{iface}";

    private NetworkBed bed;

    @BeforeEach
    void start() {
        bed = new NetworkBed(Release.PVE_9_1);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private List<String> names() {
        return bed.hv.switches().list().stream().map(Switch::name).toList();
    }

    private void another(Release release) {
        bed.close();
        bed = new NetworkBed(release);
    }

    @Nested
    @DisplayName("are listed")
    class Listed {

        @Test
        @DisplayName("once for each name, with what all nodes agree in")
        void aggregated() {
            SwitchInfo vmbr0 = bed.hv.switches().get("vmbr0").info();

            assertEquals(SwitchInfo.Kind.EXTERNAL, vmbr0.kind());
            assertEquals(Optional.of("eno1"), vmbr0.uplink());
            assertEquals(Optional.of(true), vmbr0.active());
            assertEquals(Optional.empty(), vmbr0.host());
        }

        @Test
        @DisplayName("with one request for the nodes, one for each, and two for the SDN")
        void requests() {
            bed.hv.switches().list();

            assertEquals(5, bed.fake.requests().size(), bed.fake.requests()::toString);
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("while a node is dead, which is not asked")
        void dead(Release release) {
            another(release);
            bed.fake.kill("pve2");

            assertTrue(names().contains("vmbr0"));
            assertEquals(1, bed.fake.requests("GET /nodes/{node}/network"));
            assertEquals(
                    Optional.of("pve1"), bed.hv.switches().get("vmbr0").info().host());
        }
    }

    @Nested
    @DisplayName("are made")
    class Made {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("on every node, applied there, and found by the name that was asked for")
        void everywhere(Release release) {
            another(release);
            Switch sw =
                    bed.hv.switches().define("External-Switch").external("eno2").create();

            assertEquals("External-Switch", sw.name());
            assertEquals(SwitchInfo.Kind.EXTERNAL, sw.info().kind());
            assertEquals(Optional.of("eno2"), sw.info().uplink());
            assertEquals(sw, bed.hv.switches().get("External-Switch"));
            assertEquals(sw, bed.hv.switches().get(sw.id()));
            assertTrue(sw.id().matches("vmbr\\d{4}"), sw.id());
            assertTrue(bed.network("pve1").current().containsKey(sw.id()));
            assertTrue(bed.network("pve2").current().containsKey(sw.id()));
            assertEquals(List.of(POST, APPLY, POST, APPLY), bed.changes());
        }

        @Test
        @DisplayName("with the name itself where Proxmox VE takes it")
        void plainName() {
            assertEquals(
                    "lan", bed.hv.switches().define("lan").isolated().create().id());
        }

        @Test
        @DisplayName("with a number in version 7, which knows bridges by their names alone")
        void numbered() {
            another(Release.PVE_7_4);

            assertTrue(bed.hv.switches().define("lan").isolated().create().id().startsWith("vmbr"));
            assertEquals(
                    "vmbr5",
                    bed.hv.switches().define("vmbr5").isolated().create().id());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("with a VLAN by an interface of its own, which goes with them")
        void vlan(Release release) {
            another(release);
            Switch sw = bed.hv
                    .switches()
                    .define("tagged-20")
                    .external("eno3")
                    .vlan(20)
                    .host("pve2")
                    .create();

            assertEquals(Optional.of(20), sw.info().vlan());
            assertEquals(Optional.of("eno3"), sw.info().uplink());
            assertEquals(Optional.of("pve2"), sw.info().host());
            assertFalse(bed.network("pve1").current().containsKey(sw.id()));
            sw.delete();
            assertFalse(bed.network("pve2").current().containsKey("eno3.20"));
            assertFalse(bed.network("pve2").waiting());
        }

        @Test
        @DisplayName("as the plan says, which changes nothing")
        void plan() {
            Plan plan = bed.hv
                    .switches()
                    .define("lan")
                    .external("eno2")
                    .host("pve1")
                    .explain();

            assertEquals(2, plan.steps().size());
            String body = plan.steps().get(0).request();
            assertTrue(body.startsWith("POST /nodes/pve1/network\niface=lan\ntype=bridge\nautostart=1\n"), body);
            assertTrue(body.contains("bridge_ports=eno2\ncomments=EdgeVirt "), body);
            assertEquals(List.of(), bed.changes());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("by the SDN where nodes translate addresses, and taken away with their zone")
        void nat(Release release) {
            another(release);
            Switch sw = bed.hv.switches().define("Lab NAT").nat("10.66.0.0/24").create();

            assertEquals(SwitchInfo.Kind.NAT, sw.info().kind());
            assertEquals("Lab NAT", sw.name());
            assertEquals(Optional.of("10.66.0.0/24"), sw.info().cidr());
            sw.delete();
            assertFalse(names().contains("Lab NAT"));
        }

        @Test
        @DisplayName("by the SDN where nodes route")
        void routed() {
            assertEquals(
                    SwitchInfo.Kind.ROUTED,
                    bed.hv
                            .switches()
                            .define("lab")
                            .routed("10.67.0.0/24")
                            .create()
                            .info()
                            .kind());
        }

        @Test
        @DisplayName("on the nodes that answer, while one is dead")
        void deadNode() {
            bed.fake.kill("pve2");
            Switch sw = bed.hv.switches().define("lan").isolated().create();

            assertEquals(Optional.of("pve1"), sw.info().host());
        }
    }

    @Nested
    @DisplayName("are refused")
    class Refused {

        @Test
        @DisplayName("where somebody else's changes wait, which would be applied as well")
        void strangers() {
            bed.strangeBridge("pve2");

            assertThrows(
                    ConflictException.class,
                    () -> bed.hv.switches().define("lan").isolated().create());
            assertTrue(bed.network("pve2").waiting());
            assertFalse(bed.network("pve1").waiting());
            assertEquals(List.of(POST), bed.changes());
        }

        @Test
        @DisplayName("where somebody writes between the bridge and its applying; then the bridge goes, theirs stays")
        void meanwhile() {
            AtomicInteger reads = new AtomicInteger();
            bed.fake
                    .gate()
                    .when(
                            r -> r.equals("GET /nodes/{node}/network") && reads.incrementAndGet() == 3,
                            new Gate.Fault.Before(() -> bed.strangeBridge("pve1")));

            assertThrows(
                    ConflictException.class,
                    () -> bed.hv.switches().define("lan").isolated().create());
            assertFalse(bed.network("pve1").shown().containsKey("lan"));
            assertTrue(bed.network("pve1").shown().containsKey("vmbr77"));
            assertFalse(bed.network("pve1").current().containsKey("vmbr77"));
        }

        @Test
        @DisplayName("on an adapter that is a bridge's port, or the bridge itself")
        void port() {
            assertThrows(
                    ConflictException.class,
                    () -> bed.hv.switches().define("lan").external("eno1").create());
            assertThrows(
                    ConflictException.class,
                    () -> bed.hv.switches().define("lan").external("vmbr0").create());
        }

        @Test
        @DisplayName("on an adapter or a node that is not there, under a name that is taken or cannot be kept")
        void others() {
            assertThrows(
                    NotFoundException.class,
                    () -> bed.hv.switches().define("lan").external("eno9").create());
            assertThrows(
                    NotFoundException.class,
                    () -> bed.hv
                            .switches()
                            .define("lan")
                            .isolated()
                            .host("pve9")
                            .create());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> bed.hv.switches().define("vmbr0").isolated().create());
            assertThrows(
                    InvalidSpecException.class,
                    () -> bed.hv.switches().define("Büro").isolated().create());
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> bed.hv.switches().define("lan").internal().create());
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> bed.hv.switches().define("lan").isolated().vlan(20).create());
            assertEquals(List.of(), bed.changes());
        }

        @Test
        @DisplayName("for removal while the node has its address on them")
        void management() {
            Switch vmbr0 = bed.hv.switches().get("vmbr0");

            assertThrows(InvalidStateException.class, vmbr0::delete);
        }

        @Test
        @DisplayName("by NAT while somebody's changes of the SDN wait")
        void sdnStrangers() {
            bed.strange(Call.post("/cluster/sdn/zones").with("zone", "other").with("type", "simple"));

            assertThrows(
                    ConflictException.class,
                    () -> bed.hv.switches().define("lab").nat("10.66.0.0/24").create());
        }
    }

    @Nested
    @DisplayName("survive faults")
    class Faults {

        @Test
        @DisplayName("a lost reply to the bridge: what was made is known again, and not made twice")
        void lostPost() {
            bed.once(POST, new Gate.Fault.CutAfter());
            Switch sw = bed.hv.switches().define("lan").isolated().create();

            assertEquals("lan", sw.id());
            assertEquals(2, bed.changes().stream().filter(POST::equals).count());
        }

        @Test
        @DisplayName("a request for the bridge that did not arrive is sent again")
        void cutPost() {
            bed.once(POST, new Gate.Fault.CutBefore());

            assertEquals(
                    "lan", bed.hv.switches().define("lan").isolated().create().id());
        }

        @Test
        @DisplayName("a lost reply to applying: the task that runs is waited for")
        void lostApply() {
            bed.once(APPLY, new Gate.Fault.CutAfter());
            Switch sw = bed.hv.switches().define("lan").isolated().create();

            assertEquals(Optional.of(true), sw.info().active());
            assertEquals(2, bed.changes().stream().filter(APPLY::equals).count());
        }

        @Test
        @DisplayName("an applying that fails leaves nothing behind on any node")
        void failedApply() {
            bed.network("pve2").failNextReload("error: lan: cmd 'ip link set' failed");

            EdgeVirtException e = assertThrows(
                    EdgeVirtException.class,
                    () -> bed.hv.switches().define("lan").isolated().create());
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(List.of(), e.leftovers());
            assertTrue(bed.fake
                    .world()
                    .locked(() -> bed.fake
                            .world()
                            .await(
                                    Duration.ofMinutes(1),
                                    () -> !bed.network("pve1").current().containsKey("lan"))));
            assertFalse(bed.network("pve2").shown().containsKey("lan"));
            assertFalse(bed.network("pve2").waiting());
        }

        @Test
        @DisplayName("a lost reply to a removal: it is gone, and that is the end of it")
        void lostRemoval() {
            Switch sw = bed.hv.switches().define("lan").isolated().host("pve1").create();
            bed.once(REMOVE, new Gate.Fault.CutAfter());
            sw.delete();

            assertThrows(NotFoundException.class, sw::refresh);
        }

        @Test
        @DisplayName("lost replies to each step of a network that translates")
        void lostSdn() {
            bed.once("POST /cluster/sdn/zones", new Gate.Fault.CutAfter());
            bed.once("POST /cluster/sdn/vnets", new Gate.Fault.CutAfter());
            bed.once("POST /cluster/sdn/vnets/{vnet}/subnets", new Gate.Fault.CutAfter());
            bed.once("PUT /cluster/sdn", new Gate.Fault.CutAfter());
            Switch sw = bed.hv.switches().define("lab").nat("10.66.0.0/24").create();

            assertEquals(SwitchInfo.Kind.NAT, sw.info().kind());
            assertEquals(1, bed.fake.requests("PUT /cluster/sdn"));
        }

        @Test
        @DisplayName("a subnet that is refused takes virtual network and zone with it")
        void refusedSubnet() {
            bed.once("POST /cluster/sdn/vnets/{vnet}/subnets", new Gate.Fault.Reply(500, "invalid subnet"));

            assertThrows(
                    EdgeVirtException.class,
                    () -> bed.hv.switches().define("lab").nat("10.66.0.0/24").create());
            assertFalse(names().contains("lab"));
            assertEquals(1, bed.fake.requests("DELETE /cluster/sdn/zones/{zone}"));
            assertEquals(0, bed.fake.requests("PUT /cluster/sdn"));
        }
    }
}
