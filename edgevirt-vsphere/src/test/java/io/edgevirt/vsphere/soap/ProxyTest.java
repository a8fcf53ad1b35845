package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection through a proxy")
@NeedsSimulator
class ProxyTest {

    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("me:word".getBytes(StandardCharsets.UTF_8));

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static Secret secret(String word) {
        return Secret.of(word.toCharArray());
    }

    @Test
    @DisplayName("asks it for a tunnel to the server, and trusts the server, not the proxy")
    void plain() {
        try (Tunnel tunnel = new Tunnel("");
                Vim vim = bench.connect(s -> s.proxy("127.0.0.1", tunnel.port()))) {
            assertTrue(vim.send(Bench.now()).isPresent());
            assertTrue(tunnel.asked.get(0).startsWith("CONNECT 127.0.0.1:"), tunnel.asked.get(0));
        }
    }

    @Test
    @DisplayName("logs in to it where it wants that")
    void login() {
        try (Tunnel tunnel = new Tunnel(LOGIN);
                Vim vim = bench.connect(s -> s.proxy("127.0.0.1", tunnel.port(), "me", secret("word")))) {
            assertTrue(vim.send(Bench.now()).isPresent());
        }
    }

    @Test
    @DisplayName("ends when the proxy does not accept the login, which no message repeats")
    void refused() {
        bench.relay.forget();
        try (Tunnel tunnel = new Tunnel(LOGIN)) {
            ConnectionException e = assertThrows(
                    ConnectionException.class,
                    () -> bench.connect(s -> s.proxy("127.0.0.1", tunnel.port(), "me", secret("other-word"))));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertFalse(e.toString().contains("other-word"), e.toString());
            assertTrue(String.valueOf(e.getMessage()).contains("proxy"), e.getMessage());
            assertEquals(0, bench.relay.count());
        }
    }
}
