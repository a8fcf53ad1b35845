package io.edgevirt.proxmox.faults;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Operation;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Release;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node that is reset while it makes a machine leaves one that has a lock and nothing else. */
@DisplayName("A task that is killed while it makes a machine")
class KilledTaskTest {

    /** The request is taken up, the VMID is reserved, and then the node is reset. */
    private static void killed(Bed bed, String route, String parameter, String lock) {
        bed.fake.routes().on(route, request -> {
            int vmid = (int) request.number(parameter).orElseThrow();
            String id = route.endsWith("clone") ? "" + request.vmid() : "" + vmid;
            String type = route.endsWith("clone") ? "qmclone" : "qmcreate";
            bed.fake.world().machines().put(request.node(), vmid, Map.of("lock", lock));
            return bed.fake.world().task(request, type, id, task -> {
                throw Refusal.failed("unexpected status");
            });
        });
    }

    private static void assertLeft(Bed bed, Function<Hypervisor, Operation<VM>> change) {
        try (Hypervisor hv = bed.connect()) {
            Operation<VM> operation = change.apply(hv);
            EdgeVirtException e = assertThrows(EdgeVirtException.class, operation::run);
            assertEquals(Outcome.UNKNOWN, e.outcome(), e.toString());
            assertEquals(List.of("machine made on pve2"), e.leftovers(), e.toString());
        }
    }

    @Test
    @DisplayName("is told to have left one behind, if it was to make a new one")
    void create() {
        try (Bed bed = new Bed(Release.PVE_9_1)) {
            killed(bed, "POST /nodes/{node}/qemu", "vmid", "create");
            assertLeft(
                    bed,
                    hv -> hv.vms()
                            .define("made")
                            .cpus(1)
                            .memory(mib(64))
                            .disk(gib(1))
                            .host(Bed.NODE));
        }
    }

    @Test
    @DisplayName("is told to have left one behind, if it was to make a copy")
    void copy() {
        try (Bed bed = new Bed(Release.PVE_9_1)) {
            killed(bed, "POST /nodes/{node}/qemu/{vmid}/clone", "newid", "clone");
            assertLeft(bed, hv -> hv.vms().get("template").cloneAs("made"));
        }
    }

    @Test
    @DisplayName("leaves the name free if it left nothing: the next try is sent at once")
    void again() {
        try (Bed bed = new Bed(Release.PVE_9_1);
                Hypervisor hv = bed.connect()) {
            bed.fake
                    .routes()
                    .on(
                            "POST /nodes/{node}/qemu",
                            request -> bed.fake
                                    .world()
                                    .task(
                                            request,
                                            "qmcreate",
                                            Long.toString(request.number("vmid").orElseThrow()),
                                            task -> {
                                                throw Refusal.failed("no space left on device");
                                            }));
            for (int tries = 0; tries < 2; tries++) {
                VMDefinition made = hv.vms().define("made").memory(mib(64)).host(Bed.NODE);
                assertThrows(EdgeVirtException.class, made::create);
            }

            assertEquals(2, bed.fake.requests("POST /nodes/{node}/qemu"));
        }
    }
}
