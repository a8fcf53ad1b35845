package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A real libvirt daemon")
@Tag("peer")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@ExtendWith(HandlesFreed.class)
class DaemonTest {

    private static final String URI = System.getProperty("edgevirt.kvm.uri", "");

    private final Counting counting = new Counting();
    private final Firmware firmware = new Firmware();
    private LibvirtConnection c;

    @BeforeEach
    void open() {
        c = LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(counting));
    }

    @AfterEach
    void close() {
        firmware.removeAll(c);
        c.close();
    }

    @Nested
    @DisplayName("is connected to")
    class Connecting {

        @Test
        @DisplayName("in three requests, whose replies may be lost without leaving anything open")
        void opening() {
            assertEquals(
                    List.of("virConnectOpenAuth", "virConnectRegisterCloseCallback", "virConnectSetKeepAlive"),
                    counting.requests());
            for (int i = 0; i < 3; i++) {
                Counting lossy = new Counting();
                lossy.dropReply(i);
                assertThrows(
                        Counting.Dropped.class, () -> LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(lossy)));
                assertEquals(1, LibvirtConnection.liveHandles(), "only the test's own connection");
            }
        }

        @Test
        @DisplayName("and says who it is and what it has")
        void about() {
            assertEquals("QEMU", c.host().type());
            assertTrue(c.host().hypervisorVersion().orElseThrow().matches("\\d+\\.\\d+\\.\\d+"));
            assertTrue(c.host().memory().get("total") > 0);
            assertTrue(c.host().domainCapabilities(null, null, null, "qemu").startsWith("<domainCapabilities>"));
            assertTrue(c.nodeDevices().list(NodeDevices.CAP_NET).size() > 0);
        }

        @Test
        @DisplayName("over and over, without files or threads piling up")
        void rounds() {
            rounds(20);
            long files = ThisProcess.fileDescriptors();
            long threads = ThisProcess.threads();

            rounds(100);

            assertTrue(ThisProcess.falls(ThisProcess::fileDescriptors, files + 10), "file descriptors grew");
            assertTrue(ThisProcess.falls(ThisProcess::threads, threads + 2), "threads grew");
        }

        private void rounds(int count) {
            for (int i = 0; i < count; i++) {
                try (LibvirtConnection one = LibvirtConnection.open(URI, OpenOptions.DEFAULT)) {
                    one.events().domains(Set.of(DomainEvent.Kind.LIFECYCLE), e -> {});
                    one.domains().list(0);
                }
            }
        }
    }

    @Nested
    @DisplayName("lists domains")
    class Listing {

        @Test
        @DisplayName("in one request with CPUs, memory, disks and networks, however many there are")
        void bulk() {
            List<UUID> mine = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                mine.add(firmware.define(c));
            }
            counting.reset();

            List<DomainStats> all = c.domains().stats(Domains.STATS_LISTING, 0);

            assertEquals(List.of("virConnectGetAllDomainStats"), counting.requests());
            List<DomainStats> found =
                    all.stream().filter(s -> mine.contains(s.domain().uuid())).toList();
            assertEquals(30, found.size());
            for (DomainStats s : found) {
                assertEquals(DomainState.SHUT_OFF, s.state().state());
                assertEquals(64 * 1024, s.values().number("balloon.maximum").orElseThrow());
                assertEquals(1, s.values().number("vcpu.maximum").orElseThrow());
            }
        }
    }

    @Nested
    @DisplayName("refuses")
    class Refusing {

        @Test
        @DisplayName("XML that its schema does not know, when asked to look")
        void schema() {
            String xml = Firmware.xml("evnative-schema", "").replace("<os>", "<nonsense/><os>");

            LibvirtError e = assertThrows(LibvirtError.class, () -> c.domains().define(xml, Domains.DEFINE_VALIDATE));

            assertEquals(LibvirtError.XML_INVALID_SCHEMA, e.code());
        }

        @Test
        @DisplayName("what needs a guest agent, where there is none")
        void agent() {
            UUID d = firmware.started(c);

            LibvirtError e =
                    assertThrows(LibvirtError.class, () -> c.guests().agent(d, "{\"execute\":\"guest-ping\"}", 1));

            assertTrue(e.is(LibvirtError.ARGUMENT_UNSUPPORTED, LibvirtError.AGENT_UNRESPONSIVE), e::toString);
            assertFalse(e.connectionLost());
        }
    }

    @Nested
    @DisplayName("runs a domain")
    class Running {

        @Test
        @DisplayName("that starts paused, goes on, is saved and restored, and tells of all that")
        void life() throws InterruptedException {
            BlockingQueue<DomainEvent> told = new LinkedBlockingQueue<>();
            c.events().domains(Set.of(DomainEvent.Kind.LIFECYCLE), told::add);
            UUID d = firmware.define(c);
            c.power().start(d, DomainPower.START_PAUSED);
            assertEquals(DomainState.PAUSED, c.domains().state(d).state());
            c.power().resume(d);
            c.power().managedSave(d, 0);
            assertEquals(DomainState.SHUT_OFF, c.domains().state(d).state());
            assertTrue(c.domains().list(Domains.LIST_MANAGED_SAVE).stream()
                    .anyMatch(n -> n.uuid().equals(d)));
            c.power().start(d, 0);
            c.power().reset(d);
            c.power().destroy(d, 0);

            List<Integer> seen = new ArrayList<>();
            while (seen.stream().filter(e -> e == DomainEvent.STOPPED).count() < 2) {
                seen.add(told.poll(10, TimeUnit.SECONDS).event());
            }
            assertTrue(seen.containsAll(
                    List.of(DomainEvent.DEFINED, DomainEvent.STARTED, DomainEvent.RESUMED, DomainEvent.STOPPED)));
        }

        @Test
        @DisplayName("whose screen can be seen")
        void screenshot() {
            Screenshot picture = c.consoles().screenshot(firmware.started(c), 0);

            assertEquals("image/png", picture.mime());
            assertEquals('P', picture.bytes()[1]);
        }

        @Test
        @DisplayName("with no job, and with figures of its memory")
        void figures() {
            UUID d = firmware.started(c);

            assertEquals(JobStats.NONE, c.jobs().stats(d, 0).type());
            assertEquals(64L * 1024, c.devices().memoryStats(d).get(6));
        }
    }

    @Nested
    @DisplayName("has volumes")
    class Volume {

        private UUID pool;

        @BeforeEach
        void pool() {
            pool = c.pools().list(Pools.LIST_ACTIVE).get(0).uuid();
            c.volumes().create(pool, volume("raw", 3_000_000), 0);
        }

        @AfterEach
        void delete() {
            c.volumes().delete(pool, "evnative-volume", 0);
        }

        private String volume(String format, long size) {
            return "<volume><name>evnative-volume</name><capacity>" + size + "</capacity><target><format type='"
                    + format + "'/></target></volume>";
        }

        @Test
        @DisplayName("whose bytes come back as they went")
        void transfer() throws IOException {
            byte[] bytes = new byte[3_000_000];
            new Random(1).nextBytes(bytes);
            List<Long> told = new ArrayList<>();

            long sent = c.volumes().upload(pool, "evnative-volume", 0, 0, new ByteArrayInputStream(bytes), told::add);
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            long received = c.volumes().download(pool, "evnative-volume", 0, 0, back, Transfer.UNWATCHED);

            assertEquals(bytes.length, sent);
            assertEquals(bytes.length, received);
            assertArrayEquals(bytes, back.toByteArray());
            assertEquals(bytes.length, told.get(told.size() - 1));
            assertEquals(told.stream().sorted().toList(), told);
        }

        @Test
        @DisplayName("whose upload ends when told to, and the connection goes on")
        void cancelled() {
            assertThrows(
                    CancellationException.class,
                    () -> c.volumes()
                            .upload(
                                    pool,
                                    "evnative-volume",
                                    0,
                                    0,
                                    new ByteArrayInputStream(new byte[3_000_000]),
                                    bytes -> false));

            assertTrue(c.volumes().find(pool, "evnative-volume").isPresent());
        }

        @Test
        @DisplayName("whose upload leaves nothing behind when a reply is lost")
        void lossy() {
            for (int i = 0; i < 4; i++) {
                counting.dropReply(i);
                assertThrows(
                        Counting.Dropped.class,
                        () -> c.volumes()
                                .upload(
                                        pool,
                                        "evnative-volume",
                                        0,
                                        0,
                                        new ByteArrayInputStream(new byte[1000]),
                                        Transfer.UNWATCHED));
                assertEquals(1, LibvirtConnection.liveHandles());
            }
            counting.reset();
        }

        @Test
        @DisplayName("that a running domain uses, resizes and copies")
        void blocks() {
            String path = c.volumes().path(pool, "evnative-volume");
            UUID d = firmware.define(
                    c,
                    "<disk type='file'><driver name='qemu' type='raw'/><source file='" + path
                            + "'/><target dev='vda' bus='virtio'/></disk>");
            c.power().start(d, 0);
            c.disks().resize(d, "vda", 8 << 20);
            assertEquals(8 << 20, c.disks().info(d, "vda").capacity());
            assertTrue(c.disks().stats(d, "vda").number("rd_bytes").isPresent());
            assertEquals(Optional.empty(), c.disks().job(d, "vda"));

            c.disks()
                    .copy(
                            d,
                            "vda",
                            "<disk type='file'><source file='" + path + ".copy'/><driver type='raw'/></disk>",
                            Map.of("bandwidth", 1L << 20),
                            Disks.COPY_TRANSIENT_JOB);
            assertEquals(2, c.disks().job(d, "vda").orElseThrow().type(), "a copy");
            c.disks().abortJob(d, "vda", 0);
            assertEquals(Optional.empty(), c.disks().job(d, "vda"));

            c.pools().refresh(pool);
            c.volumes().delete(pool, "evnative-volume.copy", 0);
        }
    }
}
