package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.InvalidSpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The addresses of a cluster")
class AddressesTest {

    private static Addresses of(String host, Map<String, String> query) {
        return Addresses.of(Bench.endpoint(Optional.empty(), host, 8006, query));
    }

    private static List<String> shown(Addresses addresses) {
        return addresses.inOrder().stream().map(Addresses::shown).toList();
    }

    @Test
    @DisplayName("are the URI's host, and those that it names besides, each with a port of its own")
    void several() {
        Addresses addresses = of("pve1", Map.of("also", "pve2, pve3:443,[fd00::2]:8007,pve1"));

        assertEquals(List.of("pve1", "pve2", "pve3:443", "[fd00::2]:8007"), shown(addresses));
    }

    @Test
    @DisplayName("are asked from the one on that answered last")
    void preferred() {
        Addresses addresses = of("pve1", Map.of("also", "pve2,pve3"));
        addresses.leave(addresses.inOrder().get(0));
        assertEquals(List.of("pve2", "pve3", "pve1"), shown(addresses));
        addresses.prefer(addresses.inOrder().get(1));
        assertEquals(List.of("pve3", "pve1", "pve2"), shown(addresses));
    }

    @Test
    @DisplayName("are left once, though two threads saw the same one fail")
    void leftOnce() {
        Addresses addresses = of("pve1", Map.of("also", "pve2,pve3"));
        okhttp3.HttpUrl first = addresses.inOrder().get(0);
        addresses.leave(first);
        addresses.leave(first);
        assertEquals("pve2", shown(addresses).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pve2,", "pve 2", "pve2:0", "pve2:99999", "http://pve2", "user@pve2", "pve2/x", "[::1"})
    @DisplayName("are refused by name where they are none")
    void wrong(String also) {
        InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> of("pve1", Map.of("also", also)));
        assertEquals("uri", e.violations().get(0).field());
    }

    @Test
    @DisplayName("do not stand behind the slashes all together, and no other parameter is known")
    void refused() {
        InvalidSpecException e =
                assertThrows(InvalidSpecException.class, () -> of("pve1,pve2", Map.of("realm", "pam")));

        assertEquals(2, e.violations().size());
    }
}
