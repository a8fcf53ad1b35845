package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Domains of libvirt's test driver")
@ExtendWith(HandlesFreed.class)
class DomainsTest {

    private final Counting counting = new Counting();
    private LibvirtConnection c;
    private UUID test;

    @BeforeEach
    void open() {
        c = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT.calls(counting));
        test = c.domains().find("test").orElseThrow().uuid();
        counting.reset();
    }

    @AfterEach
    void close() {
        c.close();
    }

    private static String xml(String name) {
        return "<domain type='test'><name>" + name + "</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                + "<os><type>hvm</type></os></domain>";
    }

    @Nested
    @DisplayName("are listed")
    class Listing {

        @ParameterizedTest(name = "{0} more domains")
        @ValueSource(ints = {0, 1, 300})
        @DisplayName("in one request, with names, uuids and states, however many there are")
        void bulk(int more) {
            for (int i = 0; i < more; i++) {
                c.domains().define(xml("bulk-" + i), 0);
            }
            counting.reset();

            List<DomainStats> all = c.domains().stats(Domains.STATS_STATE, 0);

            assertEquals(List.of("virConnectGetAllDomainStats"), counting.requests());
            assertEquals(1 + more, all.size());
            DomainStats one = all.stream()
                    .filter(s -> s.domain().name().equals("test"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(test, one.domain().uuid());
            assertEquals(new StateAndReason(DomainState.RUNNING, 0), one.state());
        }

        @Test
        @DisplayName("by filter in one request, such as those that start with the host")
        void filtered() {
            UUID mine = c.domains().define(xml("mine"), 0).uuid();
            c.domains().autostart(mine, true);
            counting.reset();

            List<DomainName> found = c.domains().list(Domains.LIST_AUTOSTART);

            assertEquals(List.of("virConnectListAllDomains"), counting.requests());
            assertEquals(List.of(mine), found.stream().map(DomainName::uuid).toList());
        }
    }

    @Nested
    @DisplayName("are found")
    class Finding {

        @Test
        @DisplayName("by name and by uuid")
        void both() {
            assertEquals(c.domains().find("test"), c.domains().find(test));
        }

        @Test
        @DisplayName("or not, which is no error")
        void none() {
            assertEquals(Optional.empty(), c.domains().find("nobody"));
            assertEquals(Optional.empty(), c.domains().find(UUID.randomUUID()));
        }

        @Test
        @DisplayName("before something is done with them, else the error says that there is none")
        void act() {
            LibvirtError e = assertThrows(LibvirtError.class, () -> c.power().start(UUID.randomUUID(), 0));

            assertEquals(LibvirtError.NO_DOMAIN, e.code());
            assertEquals("virDomainLookupByUUIDString", e.request());
        }
    }

    @Nested
    @DisplayName("live")
    class Life {

        @Test
        @DisplayName("from definition to removal")
        void whole() {
            UUID d = c.domains().define(xml("life"), 0).uuid();
            assertEquals(DomainState.SHUT_OFF, c.domains().state(d).state());
            c.power().start(d, 0);
            c.power().suspend(d);
            assertEquals(DomainState.PAUSED, c.domains().state(d).state());
            c.power().resume(d);
            assertEquals(DomainState.RUNNING, c.domains().state(d).state());
            c.power().reboot(d, DomainPower.ASK_DEFAULT);
            c.power().destroy(d, 0);
            assertEquals(DomainState.SHUT_OFF, c.domains().state(d).state());
            c.domains().undefine(d, 0);
            assertEquals(Optional.empty(), c.domains().find(d));
        }

        @Test
        @DisplayName("on disk while they are saved, and a list filter finds them")
        void saved() {
            c.power().managedSave(test, 0);

            assertTrue(c.power().hasManagedSave(test));
            assertEquals(
                    List.of(test),
                    c.domains().list(Domains.LIST_MANAGED_SAVE).stream()
                            .map(DomainName::uuid)
                            .toList());
            c.power().start(test, 0);
            assertEquals(DomainState.RUNNING, c.domains().state(test).state());
        }

        @Test
        @DisplayName("with figures of their own")
        void info() {
            DomainInfo info = c.domains().info(test);

            assertEquals(2, info.cpus());
            assertEquals(2L << 20, info.memoryKib());
            assertEquals(8L << 20, info.maxMemoryKib());
        }

        @Test
        @DisplayName("and refuse what their state does not allow")
        void invalid() {
            UUID off = c.domains().define(xml("off"), 0).uuid();

            LibvirtError e = assertThrows(LibvirtError.class, () -> c.power().destroy(off, 0));

            assertEquals(LibvirtError.OPERATION_INVALID, e.code());
            assertEquals(2, e.level());
        }
    }

    @Nested
    @DisplayName("are described")
    class Describing {

        @Test
        @DisplayName("by a text with any character, which reads back equal")
        void description() {
            c.metadata().description(test, "a <&> \"quoted\" ü 😀 text", Devices.AFFECT_CONFIG);

            assertEquals(
                    Optional.of("a <&> \"quoted\" ü 😀 text"), c.metadata().description(test, Devices.AFFECT_CONFIG));
        }

        @Test
        @DisplayName("by nothing unless somebody does")
        void nothing() {
            assertEquals(Optional.empty(), c.metadata().title(test, Devices.AFFECT_CONFIG));
        }

        @Test
        @DisplayName("by an element that a program keeps there")
        void element() {
            c.metadata().element(test, "urn:edgevirt:test", "ev", "<tag key='a'/>", Devices.AFFECT_CONFIG);
            assertTrue(c.metadata()
                    .element(test, "urn:edgevirt:test", Devices.AFFECT_CONFIG)
                    .orElseThrow()
                    .contains("key="));

            c.metadata().removeElement(test, "urn:edgevirt:test", Devices.AFFECT_CONFIG);
            assertEquals(Optional.empty(), c.metadata().element(test, "urn:edgevirt:test", Devices.AFFECT_CONFIG));
        }

        @Test
        @DisplayName("by XML, and XML that is none is refused before anything is defined")
        void xml() {
            assertTrue(c.domains().xml(test, Domains.XML_INACTIVE).startsWith("<domain"));

            LibvirtError e = assertThrows(LibvirtError.class, () -> c.domains().define("<domain", 0));
            assertTrue(e.is(LibvirtError.XML_DETAIL, LibvirtError.XML_ERROR));
            assertEquals(1, c.domains().list(0).size());
        }
    }

    @Nested
    @DisplayName("change")
    class Changing {

        @Test
        @DisplayName("their number of CPUs and their memory")
        void sizes() {
            UUID d = c.domains().define(xml("sizes"), 0).uuid();

            c.devices().cpus(d, 3, Devices.AFFECT_CONFIG | Devices.MAXIMUM);
            c.devices().cpus(d, 2, Devices.AFFECT_CONFIG);
            c.devices().maxMemory(d, 256 * 1024);
            c.devices().memory(d, 128 * 1024, Devices.AFFECT_CONFIG);

            assertEquals(3, c.devices().cpus(d, Devices.AFFECT_CONFIG | Devices.MAXIMUM));
            assertEquals(2, c.devices().cpus(d, Devices.AFFECT_CONFIG));
            assertEquals(128 * 1024, c.domains().info(d).memoryKib());
            assertEquals(256 * 1024, c.domains().info(d).maxMemoryKib());
        }

        @Test
        @DisplayName("and say what this driver cannot")
        void unsupported() {
            LibvirtError e = assertThrows(LibvirtError.class, () -> c.jobs().stats(test, 0));

            assertEquals(LibvirtError.NO_SUPPORT, e.code());
        }
    }

    @Nested
    @DisplayName("have snapshots")
    class Snapshotting {

        @Test
        @DisplayName("that form a tree")
        void tree() {
            take("a");
            take("b");
            c.snapshots().revert(test, "a", 0);
            take("c");

            assertEquals(
                    List.of("a", "b", "c"),
                    c.snapshots().list(test, 0).stream().sorted().toList());
            assertEquals(Optional.empty(), c.snapshots().parent(test, "a"));
            assertEquals(Optional.of("a"), c.snapshots().parent(test, "c"));
            assertEquals(
                    List.of("b", "c"),
                    c.snapshots().children(test, "a", 0).stream().sorted().toList());
            assertEquals(Optional.of("c"), c.snapshots().current(test));
            c.snapshots().delete(test, "a", Snapshots.DELETE_CHILDREN);
            assertEquals(List.of(), c.snapshots().list(test, 0));
            assertEquals(Optional.empty(), c.snapshots().current(test));
        }

        @Test
        @DisplayName("that are listed in one request after the domain's lookup")
        void requests() {
            take("a");
            take("b");
            counting.reset();

            c.snapshots().list(test, 0);

            assertEquals(List.of("virDomainLookupByUUIDString", "virDomainListAllSnapshots"), counting.requests());
        }

        @Test
        @DisplayName("or lack one of that name")
        void none() {
            LibvirtError e =
                    assertThrows(LibvirtError.class, () -> c.snapshots().xml(test, "none"));

            assertEquals(LibvirtError.NO_DOMAIN_SNAPSHOT, e.code());
        }

        private void take(String name) {
            String xml = "<domainsnapshot><name>" + name + "</name></domainsnapshot>";
            assertEquals(name, c.snapshots().create(test, xml, 0));
        }
    }

    @Nested
    @DisplayName("tell of their guests")
    class Guest {

        @Test
        @DisplayName("addresses")
        void addresses() {
            InterfaceAddresses first =
                    c.guests().addresses(test, Guests.ADDRESSES_LEASE).get(0);

            assertTrue(first.mac().isPresent());
            InterfaceAddresses.Address address = first.addresses().get(0);
            assertEquals(24, address.prefix());
            assertTrue(address.address().startsWith("192.168.122."));
        }

        @Test
        @DisplayName("file systems")
        void fileSystems() {
            assertEquals(
                    new GuestFileSystem("/", "vda1", "ext4", List.of("vda")),
                    c.guests().fileSystems(test).get(0));
        }

        @Test
        @DisplayName("a picture of the screen")
        void screenshot() {
            Screenshot picture = c.consoles().screenshot(test, 0);

            assertEquals("image/png", picture.mime());
            assertEquals((byte) 0x89, picture.bytes()[0]);
        }

        @Test
        @DisplayName("memory figures by tag")
        void memory() {
            assertEquals(2L << 20, c.devices().memoryStats(test).get(6), "tag 6 is the balloon, in KiB");
        }
    }
}
