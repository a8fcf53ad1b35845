package io.edgevirt.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.Support;
import io.edgevirt.Trust;
import io.edgevirt.spi.HypervisorProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Small parts:")
class SmallPartsTest {

    @Nested
    @DisplayName("an image")
    class Images {

        private final byte[] png = Png.grey(new byte[][] {{1, 2, 3}, {4, 5, 6}});

        @Test
        @DisplayName("says how large it is")
        void header() {
            assertEquals(3, ByteBuffer.wrap(png).getInt(16));
            assertEquals(2, ByteBuffer.wrap(png).getInt(20));
        }

        @Test
        @DisplayName("consists of three chunks, each with its right checksum")
        void chunks() {
            ByteBuffer in = ByteBuffer.wrap(png).position(8);
            StringBuilder types = new StringBuilder();
            while (in.hasRemaining()) {
                byte[] typeAndData = new byte[in.getInt() + 4];
                in.get(typeAndData);
                types.append(new String(typeAndData, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
                CRC32 crc = new CRC32();
                crc.update(typeAndData);
                assertEquals((int) crc.getValue(), in.getInt());
            }
            assertEquals("IHDRIDATIEND", types.toString());
        }

        @Test
        @DisplayName("holds the pixels, each row behind its filter")
        void pixels() throws IOException {
            int length = ByteBuffer.wrap(png).getInt(33);
            byte[] rows = new InflaterInputStream(new ByteArrayInputStream(png, 41, length)).readAllBytes();

            assertArrayEquals(new byte[] {0, 1, 2, 3, 0, 4, 5, 6}, rows);
        }
    }

    @Test
    @DisplayName("a connection takes whatever login, token, trust and proxy the program has in earnest")
    void anySettings() {
        try (Hypervisor login = EdgeVirt.connect(
                        "mem:",
                        s -> s.username("root")
                                .password(Secret.of("open sesame".toCharArray()))
                                .trust(Trust.insecure())
                                .proxy("proxy.example.com", 3128));
                Hypervisor token = EdgeVirt.connect("mem:", s -> s.token(Secret.of("open sesame".toCharArray())))) {
            assertEquals("host1", login.hosts().only().name());
            assertEquals("host1", token.hosts().only().name());
        }
    }

    @Nested
    @DisplayName("a request's name")
    class Requests {

        @ParameterizedTest
        @EnumSource(Op.class)
        @DisplayName("fits itself, its family and everything")
        void fits(Op op) {
            String family = op.request().substring(0, op.request().indexOf('.')) + ".*";

            assertTrue(op.fits(op.request()) && op.fits(family) && op.fits("*") && op.fits("*.*"));
            assertFalse(op.fits("") || op.fits(op.request() + "x") || op.fits("x*"));
        }

        @Test
        @DisplayName("is no other's")
        void unique() {
            assertEquals(
                    Op.values().length,
                    java.util.Arrays.stream(Op.values())
                            .map(Op::request)
                            .distinct()
                            .count());
        }

        @Test
        @DisplayName("is counted by pattern, and forgotten on demand")
        void counted() {
            io.edgevirt.mem.Requests log = new io.edgevirt.mem.Requests();
            log.add(Op.VM_LIST);
            log.add(Op.VM_READ);

            assertEquals(2, log.count("vm.*"));
            assertEquals(List.of("vm.list", "vm.read"), log.list());
            assertThrows(IllegalArgumentException.class, () -> log.count("vm.nothing"));
            log.clear();
            assertEquals(0, log.count());
        }
    }

    @Nested
    @DisplayName("a name's rule")
    class Names {

        @ParameterizedTest
        @CsvSource({
            "DNS, edge-01, true", "DNS, edge.site-1, true", "DNS, edge_01, false", "DNS, -edge, false",
            "DNS, edge-, false", "DNS, a..b, false", "CONFIG_ID, ab, true", "CONFIG_ID, a, false",
            "CONFIG_ID, 1a, false", "CONFIG_ID, a_b-1, true", "CONFIG_ID, ä1, false", "WINDOWS, a:b, false",
            "WINDOWS, a b, true", "VSPHERE, a/b, false", "LIBVIRT, a/b, false", "LIBVIRT, a\\b, true",
            "PLAIN, a/b, true", "PLAIN, 😀, true"
        })
        @DisplayName("takes what its system takes")
        void rules(NameRule rule, String name, boolean right) {
            assertEquals(right, rule.wrong(name).isEmpty());
        }

        @ParameterizedTest
        @EnumSource(NameRule.class)
        @DisplayName("takes neither nothing, nor control characters, nor 10,000 characters")
        void never(NameRule rule) {
            assertTrue(rule.wrong("").isPresent()
                    && rule.wrong("a\u0000b").isPresent()
                    && rule.wrong("a\nb").isPresent()
                    && rule.wrong("a".repeat(10_000)).isPresent()
                    && rule.wrong("a\ud800b").isPresent());
        }
    }

    @Nested
    @DisplayName("a size in text")
    class Sizes {

        @ParameterizedTest
        @CsvSource({
            "0, 0 B",
            "1023, 1023 B",
            "1024, 1 KiB",
            "1025, 1025 B",
            "1610612736, 1536 MiB",
            "1125899906842624, 1024 TiB"
        })
        @DisplayName("is exact")
        void exact(long bytes, String text) {
            assertEquals(text, NativeText.exact(Size.ofBytes(bytes)));
            assertEquals(Size.ofBytes(bytes), Size.parse(text));
        }
    }

    @Nested
    @DisplayName("a site")
    class Named {

        @Test
        @DisplayName("is the same for the test as for the program")
        void same() {
            try (Hypervisor hv = EdgeVirt.connect("mem:small-parts")) {
                assertSame(InMemory.at("small-parts"), hv.unwrap(InMemory.class));
                assertEquals(1, InMemory.at("small-parts").connections());
            } finally {
                assertEquals(0, InMemory.at("small-parts").connections());
                InMemory.forget("small-parts");
            }
        }

        @Test
        @DisplayName("does not change its preset")
        void preset() {
            InMemory.at("small-preset?preset=kvm");
            try {
                assertThrows(InvalidSpecException.class, () -> EdgeVirt.connect("mem:small-preset?preset=esxi"));
                EdgeVirt.connect("mem:small-preset").close();
            } finally {
                InMemory.forget("small-preset");
            }
        }

        @Test
        @DisplayName("gives machines ids that no other gives")
        void ids() {
            assertNotEquals(
                    InMemory.at("").world().nextId(), InMemory.at("").world().nextId());
        }

        @Test
        @DisplayName("prints as one line")
        void line() {
            assertTrue(InMemory.at("").toString().startsWith("mem: (neutral): 1 machines, 0 connections"));
            assertEquals(1, InMemory.at("").faults().toString().lines().count());
        }
    }

    @Nested
    @DisplayName("the provider")
    class Providers {

        @Test
        @DisplayName("is found, answers to mem alone, and can do everything")
        void found() {
            HypervisorProvider provider = ServiceLoader.load(HypervisorProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(MemProvider.class::isInstance)
                    .findFirst()
                    .orElseThrow();

            assertEquals(Set.of("mem"), provider.schemes());
            for (Feature feature : Feature.values()) {
                assertEquals(
                        Support.Status.YES, provider.features().get(feature).status(), feature.name());
            }
        }
    }

    @Nested
    @DisplayName("what a machine or host can do")
    class Particulars {

        @Test
        @DisplayName("depends on what it is and does")
        void machine() {
            try (Hypervisor hv = EdgeVirt.connect("mem:")) {
                var template = hv.vms().get("Windows-IoT-Template");
                var vm = hv.vms().define("a").create();

                assertEquals(Support.Status.NO, template.supports(Feature.POWER).status());
                assertEquals(
                        Support.Status.CONDITIONAL,
                        vm.supports(Feature.LIVE_MIGRATION).status());
                assertEquals(
                        Support.Status.YES,
                        vm.start().supports(Feature.LIVE_MIGRATION).status());
            }
        }

        @Test
        @DisplayName("depends on what it is built of")
        void host() {
            try (Hypervisor hv = EdgeVirt.connect("mem:")) {
                var h = Contents.hardware("host1");
                var cpu = new io.edgevirt.Hardware.Cpu(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(4),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false));
                hv.unwrap(InMemory.class)
                        .host(
                                "host1",
                                new io.edgevirt.Hardware(
                                        "host1",
                                        cpu,
                                        h.memory(),
                                        h.disks(),
                                        h.nics(),
                                        List.of(),
                                        h.iommu(),
                                        h.secureBoot(),
                                        h.tpm(),
                                        h.hypervisorPresent()));

                var host = hv.hosts().only();
                assertEquals(
                        Support.Status.NO,
                        host.supports(Feature.NESTED_VIRTUALIZATION).status());
                assertEquals(
                        Support.Status.NO,
                        host.supports(Feature.GPU_PASSTHROUGH).status());
            }
        }
    }
}
