package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

@DisplayName("libvirt-java's objects")
@ExtendWith(HandlesFreed.class)
class UnwrappedTest {

    private static final String URI = "test:///default";

    private final Counting counting = new Counting();
    private LibvirtConnection c;
    private Unwrapped unwrapped;

    @BeforeEach
    void open() {
        c = LibvirtConnection.open(URI, OpenOptions.DEFAULT);
        unwrapped = new Unwrapped(URI, OpenOptions.DEFAULT.calls(counting));
    }

    @AfterEach
    void close() {
        unwrapped.close();
        c.close();
    }

    @Test
    @DisplayName("cost nothing until they are wanted, and then share one connection")
    void lazy() {
        assertEquals(List.of(), counting.requests());

        Connect first = unwrapped.connect();

        assertSame(first, unwrapped.connect());
        assertEquals(List.of("virConnectOpenAuth"), counting.requests());
    }

    @Test
    @DisplayName("are the same things that we see")
    void same() throws LibvirtException {
        UUID test = c.domains().find("test").orElseThrow().uuid();
        c.snapshots().create(test, "<domainsnapshot><name>s</name></domainsnapshot>", 0);

        assertEquals("test", unwrapped.domain(test).getName());
        assertTrue(unwrapped.snapshot(test, "s").getXMLDesc().contains("<name>s</name>"));
        assertEquals(
                "default", unwrapped.network(c.networks().list(0).get(0).uuid()).getName());
        assertEquals(
                "default-pool", unwrapped.pool(c.pools().list(0).get(0).uuid()).getName());
    }

    @Test
    @DisplayName("that do not exist are told by libvirt's code")
    void none() {
        LibvirtError e = assertThrows(LibvirtError.class, () -> unwrapped.domain(UUID.randomUUID()));

        assertEquals(LibvirtError.NO_DOMAIN, e.code());
    }

    @Test
    @DisplayName("are had anew after the program closed their connection")
    void reopened() throws LibvirtException {
        Connect first = unwrapped.connect();
        first.close();

        assertNotSame(first, unwrapped.connect());
        assertTrue(unwrapped.connect().isAlive());
    }

    @Test
    @DisplayName("end with their connection when it is closed, even those that are still held")
    void closed() {
        org.libvirt.Domain held =
                unwrapped.domain(c.domains().find("test").orElseThrow().uuid());
        Connect connect = unwrapped.connect();
        unwrapped.close();
        unwrapped.close();

        assertThrows(LibvirtException.class, held::getUUIDString);
        assertThrows(LibvirtClosed.class, unwrapped::connect);
        assertFalse(alive(connect));
    }

    private static boolean alive(Connect connect) {
        try {
            return connect.isAlive();
        } catch (LibvirtException e) {
            return false;
        }
    }
}
