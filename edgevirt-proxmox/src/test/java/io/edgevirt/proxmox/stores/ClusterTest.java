package io.edgevirt.proxmox.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Cluster;
import io.edgevirt.ClusterDefinition;
import io.edgevirt.ClusterInfo;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Findings;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaRule;
import io.edgevirt.proxmox.ProxmoxCluster;
import io.edgevirt.proxmox.ReplicationJob;
import io.edgevirt.proxmox.fake.FakeProxmox;
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

@DisplayName("a cluster of Proxmox VE")
class ClusterTest {

    private Stage stage = new Stage(Release.PVE_9_1, "pve1", "pve2", "pve3");

    @AfterEach
    void close() {
        stage.close();
    }

    private void poseAs(Release release, String... nodes) {
        stage.close();
        stage = new Stage(release, nodes);
    }

    private Cluster cluster() {
        return stage.hv.clusters().list().get(0);
    }

    @Nested
    @DisplayName("is listed")
    class Listed {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("with its nodes and its quorum, by three requests")
        void three(Release release) {
            poseAs(release, "pve1", "pve2");
            stage.fake.gate().restart();
            ClusterInfo info = cluster().info();

            assertEquals("fakecluster", info.name());
            assertEquals(List.of("pve1", "pve2"), info.nodes());
            assertEquals(Optional.of(true), info.quorate());
            assertEquals(3, stage.fake.requests().size(), stage.fake.requests()::toString);
        }

        @Test
        @DisplayName("as none where the node stands alone")
        void alone() {
            poseAs(Release.PVE_9_1, "pve1");

            assertTrue(stage.hv.clusters().list().isEmpty());
        }
    }

    @Nested
    @DisplayName("is named for a new machine")
    class NamedForMachine {

        @Test
        @DisplayName("which is made if it is the one that the connection is to")
        void own() {
            poseAs(Release.PVE_9_1, "pve1", "pve2");

            assertEquals("edge-01", define("fakecluster").create().name());
        }

        @Test
        @DisplayName("which is not made if it is another, as the check said")
        void another() {
            poseAs(Release.PVE_9_1, "pve1", "pve2");

            refused("this connection is to the cluster 'fakecluster' alone");
        }

        @Test
        @DisplayName("which is not made if the node belongs to none")
        void none() {
            poseAs(Release.PVE_9_1, "pve1");

            refused("this connection is to a node that belongs to no cluster");
        }

        private VMDefinition define(String cluster) {
            return stage.hv.vms().define("edge-01").memory(Size.mib(256)).cluster(cluster);
        }

        private void refused(String reason) {
            Findings said = define("headquarters").check();
            assertFalse(said.ok());
            assertTrue(said.toString().contains(reason), said::toString);

            assertThrows(NotFoundException.class, () -> define("headquarters").create());
            assertTrue(stage.hv.vms().list().isEmpty());
        }
    }

    @Nested
    @DisplayName("protects a machine")
    class Protects {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("without starting it, on every release")
        void off(Release release) {
            poseAs(release, "pve1", "pve2");
            VM vm = stage.machine("pve1", 100);

            assertEquals(List.of("100"), cluster().protect(vm).apply().info().protectedVMs());
            assertEquals(
                    "stopped", stage.fake.world().ha().resources().get("vm:100").state());
        }

        @Test
        @DisplayName("once: a second time nothing is sent")
        void twice() {
            VM vm = stage.machine("pve1", 100);
            cluster().protect(vm).apply();

            assertTrue(cluster().protect(vm).explain().steps().isEmpty());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("with preferred hosts, the first of them first: by a group up to 8, by a rule from 9 on")
        void preferred(Release release) {
            poseAs(release, "pve1", "pve2", "pve3");
            VM vm = stage.machine("pve1", 100);
            Cluster after = cluster()
                    .protect(vm)
                    .preferredHosts("pve2", "pve1")
                    .restarts(2)
                    .apply();

            assertEquals(
                    List.of("edgevirt-100: vm:100 on {pve2=2, pve1=1}"),
                    after.info().rules());
            assertTrue(cluster()
                    .protect(vm)
                    .preferredHosts("pve2", "pve1")
                    .restarts(2)
                    .explain()
                    .steps()
                    .isEmpty());
            assertEquals(
                    List.of("edgevirt-100: vm:100 on {pve3=1}"),
                    cluster().protect(vm).preferredHosts("pve3").apply().info().rules());
        }

        @Test
        @DisplayName("on nodes that it has alone")
        void unknown() {
            VM vm = stage.machine("pve1", 100);

            assertThrows(
                    NotFoundException.class,
                    () -> cluster().protect(vm).preferredHosts("pve9").apply());
        }

        @Test
        @DisplayName("while it has a quorum alone, and says so beforehand")
        void readOnly() {
            VM vm = stage.machine("pve1", 100);
            Cluster cluster = cluster();
            stage.fake.world().quorum(false);

            assertFalse(cluster.protect(vm).check().ok());
            assertThrows(InvalidStateException.class, () -> cluster.protect(vm).apply());
            assertTrue(stage.fake.world().ha().resources().isEmpty());
        }
    }

    @Nested
    @DisplayName("keeps rules")
    class Rules {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("that pin a machine, which comes into HA's care")
        void pin(Release release) {
            poseAs(release, "pve1", "pve2");
            VM vm = stage.machine("pve1", 100);
            ClusterInfo info = cluster().pin(vm, "pve2").named("here").apply().info();

            assertEquals(List.of("here: vm:100 on {pve2=0}, nowhere else"), info.rules());
            assertEquals(List.of("100"), info.protectedVMs());
        }

        @Test
        @DisplayName("that part and join machines, from 9 on")
        void parts() {
            VM one = stage.machine("pve1", 100);
            VM two = stage.machine("pve1", 101);
            VM three = stage.machine("pve1", 102);
            cluster().keepApart(one, two).apply();
            ClusterInfo info = cluster().keepTogether(two, three).apply().info();

            assertEquals(
                    List.of("apart-vm100-vm101: vm:100, vm:101 apart", "together-vm101-vm102: vm:101, vm:102 together"),
                    info.rules().stream().sorted().toList());
        }

        @Test
        @DisplayName("that part machines not on 8, and says from when on")
        void older() {
            poseAs(Release.PVE_8_4, "pve1", "pve2");
            VM one = stage.machine("pve1", 100);
            VM two = stage.machine("pve1", 101);

            UnsupportedFeatureException refused = assertThrows(
                    UnsupportedFeatureException.class,
                    () -> cluster().keepApart(one, two).apply());
            assertTrue(refused.getMessage().contains("Proxmox VE 9"), refused::getMessage);
            assertTrue(stage.fake.world().ha().resources().isEmpty());
        }

        @Test
        @DisplayName("each under a name of its own, that Proxmox VE can have")
        void names() {
            VM vm = stage.machine("pve1", 100);
            cluster().pin(vm, "pve2").named("here").apply();

            assertThrows(
                    AlreadyExistsException.class,
                    () -> cluster().pin(vm, "pve2").named("here").apply());
            assertThrows(
                    InvalidSpecException.class,
                    () -> cluster().pin(vm, "pve2").named("a b").apply());
        }

        @Test
        @DisplayName("of which one at most says where a machine runs")
        void one() {
            VM vm = stage.machine("pve1", 100);
            cluster().protect(vm).preferredHosts("pve1").apply();

            assertThrows(
                    InvalidStateException.class,
                    () -> cluster().pin(vm, "pve2").named("here").apply());
        }
    }

    @Nested
    @DisplayName("is made")
    class Made {

        private ClusterDefinition two(FakeProxmox other) {
            return stage.hv
                    .clusters()
                    .define("edge")
                    .nodes("pve1")
                    .node(
                            "127.0.0.1:" + other.port(),
                            login -> login.username("root@pam")
                                    .password(Secret.of(other.password().toCharArray()))
                                    .fingerprint(other.fingerprint()));
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("of the node that is connected to, and of others that join it by logins of their own")
        void join(Release release) {
            poseAs(release, "pve1");
            try (FakeProxmox other = FakeProxmox.start(s -> s.version(release).nodes("pve2"))) {
                Cluster made = two(other).create();

                assertEquals("edge", made.name());
                assertEquals(List.of("pve1", "pve2"), made.info().nodes());
            }
        }

        @Test
        @DisplayName("with a plan that shows no password")
        void plan() {
            poseAs(Release.PVE_9_1, "pve1");
            try (FakeProxmox other = FakeProxmox.start(s -> s.nodes("pve2"))) {
                String plan = two(other).explain().toString();

                assertTrue(plan.contains("password=***"), plan);
                assertFalse(plan.contains(other.password()), plan);
                assertTrue(stage.hv.clusters().list().isEmpty());
            }
        }

        @Test
        @DisplayName("and named as left behind if another node then cannot join, as no request dissolves it")
        void leftover() {
            poseAs(Release.PVE_9_1, "pve1");
            try (FakeProxmox other = FakeProxmox.start(s -> s.nodes("pve2"))) {
                other.world().machines().put("pve2", 100, Map.of("name", "guest"));
                EdgeVirtException refused =
                        assertThrows(EdgeVirtException.class, () -> two(other).create());

                assertTrue(refused.leftovers().contains("cluster edge"), refused::toString);
            }
        }

        @Test
        @DisplayName("not without a login of each node, an address of its own, or a name that it cannot have")
        void refused() {
            poseAs(Release.PVE_9_1, "pve1");

            assertThrows(
                    InvalidSpecException.class,
                    () -> stage.hv
                            .clusters()
                            .define("edge")
                            .nodes("pve1", "pve2")
                            .create());
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> stage.hv
                            .clusters()
                            .define("edge")
                            .nodes("pve1")
                            .address("10.0.0.1")
                            .create());
            assertThrows(
                    InvalidSpecException.class,
                    () -> stage.hv
                            .clusters()
                            .define("a_very_long_name_of_a_cluster")
                            .nodes("pve1")
                            .create());
            assertTrue(stage.hv.clusters().list().isEmpty());
        }
    }

    @Nested
    @DisplayName("has of its own")
    class Own {

        private ProxmoxCluster own() {
            return cluster().unwrap(ProxmoxCluster.class);
        }

        @Test
        @DisplayName("its members with votes, and what joining takes")
        void members() {
            assertEquals(
                    List.of(Optional.of(1), Optional.of(1), Optional.of(1)),
                    own().members().stream().map(m -> m.votes()).toList());
            assertEquals(stage.fake.fingerprint(), own().joinInformation().fingerprint());
        }

        @Test
        @DisplayName("a way to take a machine out of HA, which does nothing the second time")
        void unprotect() {
            VM vm = stage.machine("pve1", 100);
            cluster().protect(vm).apply();
            assertEquals(
                    List.of("vm:100 stopped"),
                    own().haResources().stream().map(r -> r.toString()).toList());
            assertTrue(own().unprotect(vm).run().info().protectedVMs().isEmpty());
            assertTrue(own().unprotect(vm).explain().steps().isEmpty());
            assertFalse(own().haState().isEmpty());
        }

        @Test
        @DisplayName("rules from 9 on, and groups before, each refused where there are none")
        void rules() {
            VM vm = stage.machine("pve1", 100);
            cluster().protect(vm).apply();
            HaRule rule = new HaRule(
                    "near", HaRule.Kind.NODES, List.of("vm:100"), Map.of("pve1", 3), true, true, Optional.of("why"));
            HaGroup group = new HaGroup("near", Map.of("pve1", 3), true, false, Optional.of("why"));
            own().haRule(rule).run();
            assertEquals(List.of(rule), own().haRules());
            assertTrue(own().removeHaRule("near").run().info().rules().isEmpty());
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> own().haGroup(group).run());

            poseAs(Release.PVE_8_4, "pve1", "pve2");
            own().haGroup(group).run();
            assertEquals(List.of(group), own().haGroups());
            own().removeHaGroup("near").run();
            assertTrue(own().haGroups().isEmpty());
            assertThrows(
                    UnsupportedFeatureException.class, () -> own().haRule(rule).run());
        }

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("replication, of which one job copies a machine to a node")
        void replication(Release release) {
            poseAs(release, "pve1", "pve2");
            VM vm = stage.machine("pve1", 100);
            ReplicationJob job = own().replicate(vm, "pve2", "*/30").run();

            assertEquals("100-0", job.id());
            assertEquals(Optional.of("*/30"), job.schedule());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> own().replicate(vm, "pve2", "*/30").run());
            assertEquals("100-0", own().runReplication("100-0").run().id());
            assertEquals("100-0", own().replicationState("100-0").id());
            own().removeReplication("100-0").run();
            assertTrue(own().replications().stream().allMatch(ReplicationJob::leaving));
        }
    }
}
