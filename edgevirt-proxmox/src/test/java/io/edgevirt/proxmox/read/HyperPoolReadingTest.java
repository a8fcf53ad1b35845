package io.edgevirt.proxmox.read;

import static io.edgevirt.proxmox.read.Replies.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.HCICapacity.Basis;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.HCIResiliency.Scheme;
import io.edgevirt.Size;
import io.edgevirt.proxmox.read.CephReader.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("reading hyperconverged pools")
class HyperPoolReadingTest {

    private static final List<Pool> THREE = List.of(new Pool("vm", true, 3, 2));

    private static Json status(String pgmap) {
        return json("{'health':{'status':'HEALTH_WARN','checks':{}},'pgmap':{" + pgmap + "}}");
    }

    @Nested
    @DisplayName("of Ceph")
    class OfCeph {

        @Test
        @DisplayName("health is told with its checks, those that are muted left out")
        void health() {
            HCIHealth health = CephReader.health(
                    json("{'health':{'status':'HEALTH_ERR','checks':{"
                            + "'OSD_DOWN':{'severity':'HEALTH_WARN','summary':{'message':'1 osds down','count':1}},"
                            + "'POOL_NO_REDUNDANCY':{'muted':true,'summary':{'message':'x'}}}}}"),
                    Instant.EPOCH);

            assertEquals(HCIHealth.Status.CRITICAL, health.status());
            assertEquals(List.of("OSD_DOWN: 1 osds down"), health.faults());
        }

        @Test
        @DisplayName("what guests can store is worked out where all pools keep as many copies, and not otherwise")
        void capacity() {
            Json status = status("'bytes_total':900,'bytes_used':300,'bytes_avail':600");

            assertEquals(
                    Optional.of(Size.ofBytes(300)),
                    CephReader.capacity(status, THREE).orElseThrow().usableTotal());
            assertEquals(
                    Basis.RAW_ONLY,
                    CephReader.capacity(status, List.of(new Pool("ec", false, 3, 2)))
                            .orElseThrow()
                            .basis());
            assertEquals(Optional.empty(), CephReader.capacity(status("'x':1"), THREE));
        }

        @Test
        @DisplayName("where copies are missing it survives nothing more, or nobody knows how much")
        void now() {
            Json degraded = status(
                    "'pgs_by_state':[{'state_name':'active+undersized+degraded','count':3}],'degraded_objects':5");

            assertEquals(Optional.of(0), CephReader.resiliency(degraded, THREE).toleratedNow());
            HCIResiliency five = CephReader.resiliency(degraded, List.of(new Pool("vm", true, 5, 3)));
            assertEquals(Optional.of(2), five.toleratedByDesign());
            assertEquals(Optional.empty(), five.toleratedNow());
        }

        @Test
        @DisplayName("a rebuild that is held is paused, one that moves data runs, and how far it is comes from Ceph")
        void rebuild() {
            assertEquals(
                    HCIRebuild.State.PAUSED,
                    CephReader.rebuild(status("'pgs_by_state':[{'state_name':'active+degraded','count':1}],"
                                    + "'degraded_objects':1"))
                            .state());
            Json running = json("{'pgmap':{'pgs_by_state':[{'state_name':'active+recovering','count':1}],"
                    + "'degraded_objects':1,'recovering_bytes_per_sec':7},"
                    + "'progress_events':{'a':{'progress':0.75},'b':{'progress':0.5}}}");
            assertEquals(Optional.of(0.5), CephReader.rebuild(running).fraction());
            assertEquals(
                    HCIRebuild.State.UNKNOWN, CephReader.rebuild(json("{}")).state());
        }
    }

    @Nested
    @DisplayName("of ZFS")
    class OfZfs {

        /** As {@code zpool status -P} is told: the pool stands above its parts, and logs beside it. */
        private Json pool(String part, String second) {
            return json(
                    "{'name':'tank','state':'DEGRADED','errors':'No known data errors','status':'One is\\n\\taway.',"
                            + "'scan':'resilver in progress since Mon\\n\\t5G resilvered, 25.50% done, 1 days 02:03:04 to go',"
                            + "'children':[{'name':'tank','state':'DEGRADED','children':[{'name':'" + part
                            + "','state':'DEGRADED','children':["
                            + "{'name':'/dev/disk/by-id/a-part1','state':'ONLINE','leaf':1},"
                            + "{'name':'/dev/disk/by-id/b-part1','state':'" + second + "','leaf':1},"
                            + "{'name':'/dev/sdc1','state':'ONLINE','leaf':1}]}]},"
                            + "{'name':'logs','children':[{'name':'/dev/nvme0n1p1','state':'ONLINE'}]}]}");
        }

        @Test
        @DisplayName("a mirror survives all of its disks but one, and one less for each that is away")
        void mirror() {
            HCIResiliency mirror = ZfsReader.resiliency(pool("mirror-0", "UNAVAIL"));

            assertEquals(Scheme.MIRROR, mirror.scheme());
            assertEquals(Optional.of(3), mirror.copies());
            assertEquals(Optional.of(2), mirror.toleratedByDesign());
            assertEquals(Optional.of(1), mirror.toleratedNow());
        }

        @Test
        @DisplayName("a raidz survives as many disks as its level, and tells raw figures alone")
        void raidz() {
            HCIResiliency two = ZfsReader.resiliency(pool("raidz2-0", "FAULTED"));

            assertEquals("raidz2", two.nativeName());
            assertEquals(Optional.of(2), two.toleratedByDesign());
            assertEquals(Optional.of(1), two.toleratedNow());
            assertEquals(
                    Basis.RAW_ONLY,
                    ZfsReader.capacity(json("{'size':300,'alloc':30,'free':270}"), pool("raidz2-0", "ONLINE"))
                            .orElseThrow()
                            .basis());
            assertEquals(
                    Optional.of(1),
                    ZfsReader.resiliency(pool("raidz1-0", "ONLINE")).toleratedNow());
            assertEquals(
                    Optional.of(2),
                    ZfsReader.resiliency(pool("draid2:1d:3c:0s-0", "ONLINE")).toleratedByDesign());
        }

        @Test
        @DisplayName("a resilver tells how far it is and how long it takes; a scrub is no rebuild")
        void resilver() {
            HCIRebuild rebuild = ZfsReader.rebuild(pool("mirror-0", "ONLINE"));

            assertEquals(Optional.of(0.255), rebuild.fraction());
            assertEquals(Optional.of(Duration.parse("P1DT2H3M4S")), rebuild.eta());
            assertEquals(
                    HCIRebuild.State.IDLE,
                    ZfsReader.rebuild(json("{'state':'ONLINE','scan':'scrub in progress since Mon\\n 5.0% done'}"))
                            .state());
        }

        @Test
        @DisplayName("what is wrong is told in its words, and data that are lost are critical")
        void health() {
            HCIHealth health = ZfsReader.health(pool("mirror-0", "UNAVAIL"), Instant.EPOCH);

            assertEquals(HCIHealth.Status.DEGRADED, health.status());
            assertEquals(List.of("One is away.", "/dev/disk/by-id/b-part1: UNAVAIL"), health.faults());
            assertEquals(
                    HCIHealth.Status.CRITICAL,
                    ZfsReader.health(json("{'state':'ONLINE','errors':'2 data errors, use -v'}"), Instant.EPOCH)
                            .status());
        }

        @Test
        @DisplayName("disks of the log are told as such")
        void leaves() {
            assertEquals(
                    List.of("data", "data", "data", "logs"),
                    ZfsReader.leaves(pool("mirror-0", "ONLINE")).stream()
                            .map(ZfsReader.Leaf::role)
                            .toList());
        }
    }

    @Provide
    Arbitrary<Json> replies() {
        return Trees.of(
                "children",
                "name",
                "state",
                "scan",
                "errors",
                "pgmap",
                "health",
                "checks",
                "pgs_by_state",
                "state_name",
                "bytes_total",
                "bytes_avail",
                "size",
                "min_size",
                "pool_name",
                "root",
                "type",
                "id",
                "alloc",
                "free",
                "nodes",
                "resources",
                "sid",
                "group",
                "rule",
                "nodelist",
                "wearout",
                "osdid",
                "progress_events");
    }

    @Property(tries = 300)
    @Label("any reply is read, or left out")
    void garbage(@ForAll("replies") Json reply) {
        List<Pool> pools = CephReader.pools(reply);
        HCIResiliency ceph = CephReader.resiliency(reply, pools);
        HCIResiliency zfs = ZfsReader.resiliency(reply);
        for (HCIResiliency each : List.of(ceph, zfs)) {
            assertFalse(each.nativeName().isBlank());
            assertTrue(each.toleratedNow().orElse(0) <= each.toleratedByDesign().orElse(Integer.MAX_VALUE));
        }
        CephReader.capacity(reply, pools);
        CephReader.rebuild(reply);
        CephReader.health(reply, Instant.EPOCH);
        CephReader.osds(reply);
        CephReader.wear(reply).values().forEach(w -> assertTrue(w >= 0 && w <= 1));
        ZfsReader.capacity(reply, reply);
        ZfsReader.rebuild(reply);
        ZfsReader.health(reply, Instant.EPOCH);
        ZfsReader.leaves(reply);
        HaReader.resources(reply);
        HaReader.groups(reply);
        HaReader.rules(reply);
        MembershipReader.membership(reply);
        JoinReader.information(reply);
        ReplicationReader.jobs(reply);
        ReplicationReader.states(reply);
        ReplicationReader.state("1-0", reply);
    }
}
