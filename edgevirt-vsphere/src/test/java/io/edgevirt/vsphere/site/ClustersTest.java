package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Cluster;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Plan;
import io.edgevirt.Secret;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.vsphere.Automation;
import io.edgevirt.vsphere.VSphereCluster;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Clusters, at VMware's simulator")
@NeedsSimulator
class ClustersTest {

    private static SimulatedSite site;

    @BeforeAll
    static void open() {
        site = SimulatedSite.vcenter();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Hypervisor hv() {
        return site.hv();
    }

    private static Cluster cluster() {
        return hv().clusters().get("DC0_C0");
    }

    @Nested
    @DisplayName("are made")
    class Made {

        @Test
        @DisplayName("with hosts that vCenter does not know, by their own logins, which no plan shows")
        void nodes() {
            var definition = hv().clusters()
                    .define("Edge")
                    .node("esx1.example.com", l -> l.username("root").password(Secret.of("s3cret".toCharArray())))
                    .node("esx2.example.com", l -> l.username("root").password(Secret.of("s3cret".toCharArray())));
            Plan plan = definition.explain();

            assertEquals(3, plan.steps().size());
            assertFalse(plan.toString().contains("s3cret"));
            Cluster made = definition.create();
            assertEquals(2, made.info().nodes().size()); // the simulator keeps new hosts out of its views: no names
            assertThrows(
                    AlreadyExistsException.class,
                    () -> hv().clusters().define("Edge").create());
        }

        @Test
        @DisplayName("not with an address, nor with a host that has no login or belongs to another cluster")
        void refused() {
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> hv().clusters().define("A").address("10.0.0.1").create());
            assertThrows(
                    InvalidSpecException.class,
                    () -> hv().clusters().define("A").nodes("esx9.example.com").create());
            assertThrows(
                    InvalidStateException.class,
                    () -> hv().clusters().define("A").nodes("DC0_C0_H0").create());
            assertThrows(
                    InvalidSpecException.class,
                    () -> hv().clusters().define("a/b").create());
            assertTrue(hv().clusters().find("A").isEmpty());
        }

        @Test
        @DisplayName("of a host that stands alone, as the plan shows; the simulator cannot move it")
        void lone() {
            Plan plan = hv().clusters().define("B").nodes("DC0_H0").explain();

            assertTrue(plan.steps().get(1).request().contains("MoveHostInto_Task"), plan::toString);
        }
    }

    @Nested
    @DisplayName("take in")
    class Joining {

        @Test
        @DisplayName("a host, and do nothing for one that is there")
        void host() {
            Cluster made = hv().clusters().define("Growing").create();
            VSphereCluster own = made.unwrap(VSphereCluster.class);

            own.addHost("esx7.example.com", l -> l.username("root").password(Secret.of("x".toCharArray())))
                    .run();
            assertEquals(1, made.refresh().info().nodes().size());
            own.addHost("esx7.example.com", l -> {}).run();
            assertEquals(1, made.refresh().info().nodes().size());
        }
    }

    @Nested
    @DisplayName("hold machines by rules")
    class Rules {

        @Test
        @DisplayName("that pin, part and join, each removed by its name")
        void rules() {
            List<VM> vms = hv().vms().list();
            Host host = cluster().hosts().get(0);
            int before = cluster().info().rules().size();

            cluster().pin(vms.get(0), host).named("p<1>&").apply();
            cluster().keepApart(vms.get(0), vms.get(1)).named("a").apply();
            Cluster after =
                    cluster().keepTogether(vms.get(2), vms.get(3)).named("t").apply();
            assertEquals(before + 3, after.info().rules().size(), after.info()::toString);
            assertTrue(after.info().rules().stream().anyMatch(r -> r.startsWith("p<1>&: ")), after.info()::toString);
            assertThrows(
                    AlreadyExistsException.class,
                    () -> cluster().keepApart(vms.get(0), vms.get(1)).named("a").apply());
            VSphereCluster own = cluster().unwrap(VSphereCluster.class);
            own.removeRule("p<1>&").run();
            own.removeRule("a").run();
            assertEquals(before, own.removeRule("t").run().info().rules().size());
            assertThrows(NotFoundException.class, () -> own.removeRule("t").run());
            cluster().pin(vms.get(0), host).named("p<1>&").apply();
        }

        @Test
        @DisplayName("but not to a host of another cluster")
        void stranger() {
            VM vm = hv().vms().list().get(0);

            assertThrows(
                    NotFoundException.class, () -> cluster().pin(vm, "DC0_H0").apply());
        }
    }

    @Nested
    @DisplayName("look after machines")
    class Machines {

        @Test
        @DisplayName("by a priority of their own and hosts that they prefer; once is enough")
        void protect() {
            VM vm = hv().vms().list().get(0);
            String host = cluster().hosts().get(1).name();

            Cluster after = cluster().protect(vm).preferredHosts(host).apply();
            assertEquals(List.of(vm.id()), after.info().protectedVMs());
            assertEquals(
                    0,
                    cluster().protect(vm).preferredHosts(host).explain().steps().size());
            cluster().protect(vm).restarts(0).apply();
            assertEquals(List.of(), cluster().info().protectedVMs());
            cluster().protect(vm).apply();
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> cluster().protect(vm).restarts(3).apply());
        }

        @Test
        @DisplayName("by an automation of their own, and not any more")
        void automation() {
            VM vm = hv().vms().list().get(1);
            VSphereCluster own = cluster().unwrap(VSphereCluster.class);

            assertEquals(
                    1, own.automation(vm, Automation.MANUAL).explain().steps().size());
            own.automation(vm, Automation.MANUAL).run();
            assertEquals(
                    0, own.automation(vm, Automation.MANUAL).explain().steps().size());
            own.automation(vm, Automation.OFF).run();
            own.automation(vm, Automation.AS_CLUSTER).run();
            assertEquals(
                    0,
                    own.automation(vm, Automation.AS_CLUSTER).explain().steps().size());
        }

        @Test
        @DisplayName("as their settings say, which the simulator takes and does not keep")
        void settings() {
            VSphereCluster own = cluster().unwrap(VSphereCluster.class);
            Plan plan = own.ha(s -> s.enabled(true).admissionControl(false).vmMonitoring(true))
                    .explain();

            assertTrue(plan.steps().get(0).request().contains("vmMonitoringOnly"), plan::toString);
            own.ha(s -> s.enabled(true)).run();
            own.drs(s -> s.automation(Automation.FULL).rate(3).overrides(true)).run();
            assertThrows(
                    InvalidSpecException.class, () -> own.drs(s -> s.rate(9)).run());
            assertEquals(Optional.empty(), own.vsan());
        }
    }

    @Test
    @DisplayName("are what a vCenter says it is deployed as")
    void deployment() {
        assertEquals(Optional.of("vCenter cluster"), site.hv().about().edition());
    }

    @Test
    @DisplayName("are not to be had of an ESXi host alone, and hyperconverged pools of none")
    void esxi() {
        try (SimulatedSite alone = SimulatedSite.esxi()) {
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> alone.hv().clusters().list());
        }
        assertThrows(UnsupportedFeatureException.class, () -> hv().hciPools().list());
    }
}
