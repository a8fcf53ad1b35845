package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.GuestAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the tools tell of a guest")
class GuestReaderTest {

    private static GuestReader guest(String... properties) {
        return new GuestReader(Replies.vm(properties));
    }

    @Test
    @DisplayName("are the addresses of each adapter")
    void addresses() throws Exception {
        GuestReader guest = guest(
                "guest.net",
                "<GuestNicInfo><network>VM Network</network><ipAddress>10.1.2.3</ipAddress>"
                        + "<ipAddress>fe80::250:56ff:fe01:1%eth0</ipAddress><macAddress>00:50:56:AB:01:01</macAddress>"
                        + "<connected>true</connected><deviceConfigId>4000</deviceConfigId></GuestNicInfo>"
                        + "<GuestNicInfo><ipAddress>localhost</ipAddress><ipAddress></ipAddress></GuestNicInfo>",
                "guest.ipAddress",
                "10.9.9.9");
        Optional<String> mac = Optional.of("00:50:56:ab:01:01");

        assertEquals(
                List.of(
                        new GuestAddress(
                                InetAddress.getByName("10.1.2.3"), mac, Optional.empty(), GuestAddress.Source.AGENT),
                        new GuestAddress(
                                InetAddress.getByName("fe80::250:56ff:fe01:1"),
                                mac,
                                Optional.empty(),
                                GuestAddress.Source.AGENT)),
                guest.addresses());
    }

    @Test
    @DisplayName("is one address of the whole guest, where they tell no adapters")
    void whole() throws Exception {
        assertEquals(
                List.of(new GuestAddress(
                        InetAddress.getByName("10.9.9.9"),
                        Optional.empty(),
                        Optional.empty(),
                        GuestAddress.Source.AGENT)),
                guest("guest.ipAddress", "10.9.9.9").addresses());
        assertEquals(List.of(), guest().addresses());
    }

    @Test
    @DisplayName("is whether it is Windows, or what it was configured for")
    void family() {
        assertEquals(
                Optional.of(true), guest("guest.guestFamily", "windowsGuest").windows());
        assertEquals(
                Optional.of(false),
                guest("guest.guestFamily", "linuxGuest", "config.guestId", "windows9Guest")
                        .windows());
        assertEquals(
                Optional.of(true),
                guest("config.guestId", "windows2019srv_64Guest").windows());
        assertEquals(
                Optional.of(false), guest("config.guestId", "debian10_64Guest").windows());
        assertEquals(Optional.empty(), guest().windows());
    }

    @Test
    @DisplayName("is nothing where the server knows that they do not run")
    void tools() {
        assertTrue(guest("guest.toolsRunningStatus", "guestToolsNotRunning").withoutTools());
        assertFalse(guest("guest.toolsRunningStatus", "guestToolsRunning").withoutTools());
        assertFalse(guest().withoutTools(), "what is not known is not known to be missing");
    }
}
