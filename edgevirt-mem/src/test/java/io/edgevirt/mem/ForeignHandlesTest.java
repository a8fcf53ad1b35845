package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Cluster;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("A handle of another system")
class ForeignHandlesTest extends MemTest {

    private Hypervisor other;

    @Override
    String uri() {
        return "mem:here";
    }

    @BeforeEach
    void connectElsewhere() {
        other = EdgeVirt.connect("mem:elsewhere");
    }

    @AfterEach
    void forget() {
        other.close();
        InMemory.forget("here");
        InMemory.forget("elsewhere");
    }

    private static void refused(String field, Executable change) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, change);
        assertEquals(field, e.violations().get(0).field());
    }

    @Nested
    @DisplayName("is not taken for one of this system's:")
    class Refused {

        @Test
        @DisplayName("a host, neither to make nor to copy a machine on")
        void host() {
            Host host = other.hosts().only();
            refused("host", () -> hv.vms().define("a").host(host));
            refused("host", () -> machine("a").cloneAs("b").host(host));
        }

        @Test
        @DisplayName("a pool, neither for a disk nor for a copy")
        void pool() {
            StoragePool pool = other.storage().get("default");
            refused("pool", () -> hv.vms().define("a").disk(gib(1), d -> d.pool(pool)));
            refused("pool", () -> machine("a").addDisk(gib(1), d -> d.pool(pool)));
            refused("pool", () -> hv.vms().get("a").cloneAs("b").pool(pool));
        }

        @Test
        @DisplayName("a switch")
        void network() {
            Switch network = other.switches().get("br0");
            refused("network", () -> hv.vms().define("a").nic(network));
            refused("network", () -> hv.vms().define("a").nic(network, n -> n.vlan(20)));
        }

        @Test
        @DisplayName("a cluster, a machine in one, and a host to pin a machine to")
        void cluster() {
            Cluster there = other.clusters().define("c").nodes("n1").create();
            Cluster here = hv.clusters().define("c").nodes("n1").create();
            VM vm = machine("a");
            refused("cluster", () -> hv.vms().define("b").cluster(there));
            refused("vm", () -> there.protect(vm));
            refused("vm", () -> there.keepApart(vm, machine("b")));
            refused("host", () -> here.pin(vm, other.hosts().get("n1")));
        }
    }

    @Test
    @DisplayName("is one of this system's if it came over another connection to it")
    void same() {
        try (Hypervisor again = EdgeVirt.connect(uri())) {
            VM vm = hv.vms()
                    .define("a")
                    .host(again.hosts().only())
                    .disk(gib(1), d -> d.pool(again.storage().get("vsan-datastore")))
                    .nic(again.switches().get("br0"))
                    .create();
            assertEquals("vsan-datastore", vm.disks().get(0).info().pool().orElseThrow());
            assertTrue(vm.nics().get(0).info().network().isPresent());
        }
    }
}
