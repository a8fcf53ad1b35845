package io.edgevirt.vsphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.mo.InventoryNavigator;
import com.vmware.vim25.mo.ServiceInstance;
import io.edgevirt.About;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Support;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The backend for vSphere")
class VSphereProviderTest {

    @ParameterizedTest
    @EnumSource(Feature.class)
    @DisplayName("has an answer, with a reason, for each feature")
    void features(Feature feature) {
        Support support = new VSphereProvider().features().get(feature);
        assertFalse(support.reason().isBlank());
    }

    @Nested
    @DisplayName("connects")
    @NeedsSimulator
    class Connecting {

        private Hypervisor connect(String scheme, Simulator simulator) {
            return EdgeVirt.connect(
                    scheme + "://" + simulator.url().getAuthority(),
                    c -> c.username(simulator.user())
                            .password(Secret.of(simulator.password().toCharArray()))
                            .trust(Trust.pinnedSha256(simulator.fingerprint())));
        }

        @Test
        @DisplayName("to a vCenter, and tells what it is")
        void vCenter() {
            try (Simulator simulator = Simulator.vcenter(o -> o.vms(1));
                    Hypervisor hv = connect("vsphere", simulator)) {
                About about = hv.about();
                assertEquals("VMware vCenter Server", about.product());
                assertEquals("vCenter cluster", about.edition().orElse(""));
                assertEquals("Evaluation Mode", about.licence());
                assertEquals(About.Type.TYPE_1, about.type());
                assertEquals(
                        Support.Status.YES, hv.supports(Feature.LINKED_CLONE).status());
                assertTrue(about.managementPage().orElseThrow().toString().endsWith("/ui/"));
            }
        }

        @Test
        @DisplayName("to an ESXi host, which cannot do what a vCenter does")
        void esxi() {
            try (Simulator simulator = Simulator.esxi(o -> o.vms(1));
                    Hypervisor hv = connect("esxi", simulator)) {
                assertEquals("standalone ESXi", hv.about().edition().orElse(""));
                for (Feature f : Set.of(Feature.LIVE_MIGRATION, Feature.CLUSTER_CREATE, Feature.LINKED_CLONE)) {
                    assertEquals(Support.Status.NO, hv.supports(f).status(), f.name());
                }
            }
        }

        @Test
        @DisplayName("and lends its connection to vijava's own objects")
        void unwrap() throws IOException {
            try (Simulator simulator = Simulator.vcenter(o -> o.vms(1));
                    Hypervisor hv = connect("vsphere", simulator)) {
                ServiceInstance instance = hv.unwrap(ServiceInstance.class);
                assertEquals("VirtualCenter", instance.getAboutInfo().getApiType());
                assertEquals(
                        "DC0",
                        new InventoryNavigator(instance.getRootFolder())
                                .searchManagedEntities("Datacenter")[0].getName());
                assertTrue(hv.unwrap(VimPortType.class)
                                .currentTime(instance.getMOR())
                                .getTimeInMillis()
                        > 0);
            }
        }
    }
}
