package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.About;
import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Feature;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.PciAddress;
import io.edgevirt.Secret;
import io.edgevirt.Support;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A preset")
class PresetsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static void on(String preset, Consumer<Hypervisor> test) {
        try (Hypervisor hv = EdgeVirt.connect("mem:?preset=" + preset)) {
            test.accept(hv);
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    @DisplayName("answers for every feature, with a reason for each and a remedy for what it lacks")
    void answers(Preset preset) {
        Map<Feature, Support> features = preset.features();

        for (Feature feature : Feature.values()) {
            Support support = features.get(feature);
            assertFalse(support.reason().isEmpty(), feature.name());
            assertTrue(
                    support.status() == Support.Status.YES || !support.remedy().isEmpty(), feature.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    @DisplayName("is named in URIs by its own name")
    void names(Preset preset) {
        assertEquals(preset, Preset.of(preset.text()));
        on(preset.text(), hv -> assertTrue(hv.unwrap(InMemory.class).toString().contains("(" + preset.text() + ")")));
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    @DisplayName("makes, starts, stops and deletes a machine, and nothing is left")
    void life(Preset preset) {
        on(preset.text(), hv -> {
            VM vm = hv.vms()
                    .define("edge-01")
                    .memory(gib(1))
                    .disk(gib(10))
                    .nic("br0")
                    .create();

            vm.start().shutdown(MINUTE);
            vm.delete();

            assertTrue(hv.unwrap(InMemory.class).leftovers().isEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem:?preset=xen",
                "mem:?preset=",
                "mem:?presets=kvm",
                "mem:?hosts=0",
                "mem:?hosts=two",
                "mem:?strict=maybe",
                "mem:?hosts=1001"
            })
    @DisplayName("or another parameter that is unknown is refused")
    void unknown(String uri) {
        assertThrows(InvalidSpecException.class, () -> EdgeVirt.connect(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem:?password=hush", "mem:?preset=kvm&token=hush", "mem:me:hush@site", "mem:me:hush@"})
    @DisplayName("is refused without a word of what may be a password")
    void password(String uri) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> EdgeVirt.connect(uri));
        assertFalse((e + " " + e.failure()).contains("hush"), e::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "kvm, TYPE_1, Open source, GOOD", "vsphere, TYPE_1, Commercial, EXCELLENT",
        "esxi, TYPE_1, Commercial, EXCELLENT", "hyperv, TYPE_1, Windows license, NATIVE",
        "proxmox, TYPE_1, Open source, GOOD"
    })
    @DisplayName("says of itself what the guide's comparison says, and that it is simulated")
    void about(String preset, About.Type type, String licence, About.WindowsSupport windows) {
        on(preset, hv -> {
            About about = hv.about();
            assertEquals(type, about.type());
            assertEquals(licence, about.licence());
            assertEquals(windows, about.windowsSupport());
            assertTrue(about.product().startsWith("Simulated "));
        });
    }

    @Nested
    @DisplayName("esxi")
    class Esxi {

        @Test
        @DisplayName("clones in full only")
        void clones() {
            on("esxi", hv -> {
                VM template = hv.vms().get("Windows-IoT-Template");
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> template.cloneAs("b").linked(true).create());
                assertEquals("b", template.cloneAs("b").create().name());
            });
        }

        @Test
        @DisplayName("leaves clusters and moves to vCenter")
        void clusters() {
            on("esxi", hv -> {
                assertEquals(
                        Support.Status.NO, hv.supports(Feature.LIVE_MIGRATION).status());
                UnsupportedFeatureException e = assertThrows(
                        UnsupportedFeatureException.class,
                        () -> hv.clusters().define("c").nodes("a", "b").create());
                assertTrue(e.hint().orElse("").contains("vCenter"), e.getMessage());
            });
        }
    }

    @Nested
    @DisplayName("vsphere")
    class Vsphere {

        @Test
        @DisplayName("has no pause in RAM")
        void pause() {
            on("vsphere", hv -> {
                VM vm = hv.vms().define("a").create().start();
                assertThrows(UnsupportedFeatureException.class, vm::pause);
                vm.save();
            });
        }

        @Test
        @DisplayName("does not have nested virtualization and passthrough in one machine")
        void nestedWithDevice() {
            on(
                    "vsphere",
                    hv -> assertThrows(
                            UnsupportedFeatureException.class,
                            () -> hv.vms()
                                    .define("a")
                                    .nestedVirtualization(true)
                                    .device(PciAddress.parse("65:00.0"))
                                    .create()));
        }

        @Test
        @DisplayName("asks the guest itself for a login")
        void login() {
            on("vsphere", hv -> {
                VM vm = hv.vms().define("a").create().start();
                assertThrows(AuthenticationException.class, () -> vm.guest().exec(MINUTE, "true"));
                assertEquals(
                        0,
                        vm.guest()
                                .as("root", Secret.of("x".toCharArray()))
                                .exec(MINUTE, "true")
                                .exitCode());
            });
        }

        @Test
        @DisplayName("repeats snapshots' names")
        void snapshots() {
            on("vsphere", hv -> {
                VM vm = hv.vms().define("a").create();
                vm.snapshots().take("s").create();
                vm.snapshots().take("s").create();
                assertEquals(2, vm.snapshots().list().size());
            });
        }
    }

    @Nested
    @DisplayName("kvm")
    class Kvm {

        @Test
        @DisplayName("has neither folders nor dynamic memory")
        void lacks() {
            on("kvm", hv -> {
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> hv.vms().define("a").folder("f").create());
                assertThrows(
                        UnsupportedFeatureException.class,
                        () -> hv.vms()
                                .define("a")
                                .memory(gib(1))
                                .dynamicMemory(gib(1), gib(2))
                                .create());
            });
        }

        @Test
        @DisplayName("does not move a machine that has snapshots while it runs")
        void snapshots() {
            on("kvm&hosts=2", hv -> {
                VM vm = hv.vms().define("a").host("host1").create().start();
                vm.snapshots().take("s").create();
                assertThrows(
                        InvalidStateException.class,
                        () -> vm.migrate()
                                .to(hv.hosts().get("host2"))
                                .live(true)
                                .run());
            });
        }
    }

    @Nested
    @DisplayName("hyperv")
    class HyperV {

        @Test
        @DisplayName("takes more memory while a machine runs, and no more processors")
        void hot() {
            on("hyperv", hv -> {
                VM vm = hv.vms().define("a").memory(gib(2)).create().start();
                vm.reconfigure().memory(gib(4)).apply();
                assertThrows(
                        InvalidStateException.class,
                        () -> vm.reconfigure().cpus(4).apply());
            });
        }

        @Test
        @DisplayName("cluster begins with two nodes and their cluster")
        void cluster() {
            on("hyperv-cluster", hv -> {
                assertEquals(2, hv.hosts().list().size());
                assertEquals(2, hv.clusters().get("Site-Cluster").info().nodes().size());
            });
        }
    }

    @Nested
    @DisplayName("proxmox")
    class Proxmox {

        @Test
        @DisplayName("links clones to templates only")
        void linked() {
            on("proxmox", hv -> {
                VM vm = hv.vms().define("a").disk(gib(1)).create();
                assertThrows(
                        InvalidStateException.class,
                        () -> vm.cloneAs("b").linked(true).create());
                hv.vms().get("Windows-IoT-Template").cloneAs("b").linked(true).create();
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"edge_01", "-a", "a b", "a..b", "ä"})
        @DisplayName("takes DNS names only")
        void names(String name) {
            on(
                    "proxmox",
                    hv -> assertThrows(
                            InvalidSpecException.class,
                            () -> hv.vms().define(name).create()));
        }

        @Test
        @DisplayName("wants two characters of a snapshot's name")
        void snapshotNames() {
            on("proxmox", hv -> {
                VM vm = hv.vms().define("a").create();
                assertThrows(
                        InvalidSpecException.class,
                        () -> vm.snapshots().take("s").create());
                vm.snapshots().take("s1").create();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"vsphere, 00:50:56", "hyperv, 00:15:5d", "proxmox, bc:24:11", "kvm, 52:54:00"})
    @DisplayName("gives out its vendor's MAC addresses")
    void macs(String preset, String prefix) {
        on(
                preset,
                hv -> assertTrue(hv.vms()
                        .define("a")
                        .nic("br0")
                        .create()
                        .config()
                        .nics()
                        .get(0)
                        .mac()
                        .orElseThrow()
                        .startsWith(prefix)));
    }

    @ParameterizedTest
    @CsvSource({"esxi, 80", "hyperv, 100", "kvm, 255"})
    @DisplayName("takes names of its system's length and not of one more character")
    void lengths(String preset, int most) {
        on(preset, hv -> {
            assertEquals(most, hv.vms().define("n".repeat(most)).create().name().length());
            assertThrows(
                    InvalidSpecException.class,
                    () -> hv.vms().define("n".repeat(most + 1)).create());
        });
    }
}
