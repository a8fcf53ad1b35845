package io.edgevirt.proxmox.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.proxmox.fake.Access;
import io.edgevirt.proxmox.fake.Release;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A listing of all machines")
class ListingTest {

    private static List<VMInfo> infos(Hypervisor hv) {
        return hv.vms().list().stream().map(VM::info).toList();
    }

    @ParameterizedTest(name = "takes one request for 1,000 machines on three nodes, release {0}")
    @EnumSource(Release.class)
    void thousand(Release release) {
        try (Bed bed = new Bed(release);
                Hypervisor hv = bed.connect()) {
            int there = bed.state().machines().size();
            for (int i = there; i < 1000; i++) {
                bed.put("pve" + (1 + i % 3), 1000 + i, "edge-" + i, "ceph-vm", "vm-" + (1000 + i) + "-disk-0");
            }
            bed.fake.gate().restart();
            List<VM> all = hv.vms().list();
            assertEquals(1000, all.size());
            all.forEach(vm -> assertTrue(vm.info().memory().isPresent()));
            assertEquals(List.of("GET /cluster/resources"), bed.fake.requests());
        }
    }

    @Nested
    @DisplayName("while a node is dead")
    class NodeDead {
        @ParameterizedTest(name = "has its machines, of which nothing is known; the listing still tells of them: {0}")
        @ValueSource(booleans = {true, false})
        void unknown(boolean stale) {
            try (Bed bed = new Bed(Release.PVE_9_1);
                    Hypervisor hv = bed.connect()) {
                bed.put(Bed.ENTRY, 100, "alive", "ceph-vm", "vm-100-disk-0");
                assertEquals(4, infos(hv).size());
                bed.fake.world().stale(stale);
                bed.fake.kill(Bed.NODE);
                bed.fake.gate().restart();
                List<VMInfo> now = infos(hv);
                assertEquals(4, now.size());
                for (VMInfo vm : now) {
                    boolean dead = vm.host().equals(Optional.of(Bed.NODE));
                    assertEquals(dead ? VMState.UNKNOWN : VMState.OFF, vm.state(), vm.toString());
                    assertEquals(!dead, vm.memory().isPresent(), vm.toString());
                    assertEquals(!dead, vm.cpus().isPresent(), vm.toString());
                    assertTrue(vm.startedAt().isEmpty(), vm.toString());
                }
                assertEquals(
                        List.of("alive", "moved", "stranger", "template"),
                        now.stream().map(VMInfo::name).sorted().toList());
                assertEquals(List.of("GET /cluster/resources"), bed.fake.requests());
            }
        }

        @Test
        @DisplayName("a machine that is asked for itself is unknown too, although the listing still says that it runs")
        void one() {
            try (Bed bed = new Bed(Release.PVE_9_1);
                    Hypervisor hv = bed.connect()) {
                VM moved = hv.vms().get("moved");
                assertEquals(VMState.RUNNING, moved.state());
                bed.fake.world().stale(true);
                bed.fake.kill(Bed.NODE);
                assertEquals(VMState.UNKNOWN, moved.refresh().state());
            }
        }
    }

    @Nested
    @DisplayName("that is empty because the login may see nothing")
    class Unseen {
        private Hypervisor connect(Bed bed, String id) {
            String secret = bed.fake.logins().token(bed.fake.user(), id, true);
            return EdgeVirt.connect(
                    bed.fake.uri().toString(),
                    s -> s.token(Secret.of((bed.fake.user() + "!" + id + "=" + secret).toCharArray()))
                            .trust(Trust.pinnedSha256(bed.fake.fingerprint())));
        }

        /** What is logged of a token meanwhile. */
        private String logged(String id, Runnable work) {
            PrintStream before = System.err;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            try {
                work.run();
            } finally {
                System.setErr(before);
            }
            return bytes.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("!" + id))
                    .collect(Collectors.joining("\n"));
        }

        @Test
        @DisplayName("says so once, and why API tokens see nothing")
        void warned() {
            try (Bed bed = new Bed(Release.PVE_9_1);
                    Hypervisor hv = connect(bed, "blind")) {
                String log = logged("blind", () -> {
                    assertEquals(List.of(), hv.vms().list());
                    assertEquals(List.of(), hv.vms().list());
                });
                assertEquals(1, log.lines().count(), log);
                assertTrue(log.contains("VM.Audit") && log.contains("privilege separation"), log);
                assertEquals(1, bed.fake.requests("GET /access/permissions"));
            }
        }

        @Test
        @DisplayName("is told from one of a cluster that has none")
        void empty() {
            try (Bed bed = new Bed(Release.PVE_9_1);
                    Hypervisor hv = connect(bed, "seeing")) {
                bed.fake.world().change(() -> {
                    bed.state().machines().keySet().forEach(bed.fake.world().machines()::remove);
                    bed.fake.world().access().acls().add(new Access.Acl("/", "root@pam!seeing", "PVEAuditor"));
                });
                assertEquals(
                        "",
                        logged("seeing", () -> assertEquals(List.of(), hv.vms().list())));
            }
        }

        @Test
        @DisplayName("is asked about no further where machines are listed")
        void whole() {
            try (Bed bed = new Bed(Release.PVE_9_1);
                    Hypervisor hv = bed.connect()) {
                assertFalse(hv.vms().list().isEmpty());
                assertEquals(0, bed.fake.requests("GET /access/permissions"));
            }
        }
    }
}
