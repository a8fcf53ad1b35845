package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ConnectionException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session opened by single sign-on")
@NeedsSimulator
class SsoTest {

    private static final String FAULT = "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
            + "<S:Fault xmlns:ns4=\"http://www.w3.org/2003/05/soap-envelope\"><faultcode xmlns:ns0=\""
            + "http://docs.oasis-open.org/ws-sx/ws-trust/200512/\">ns0:%s</faultcode><faultstring>%s</faultstring>"
            + "</S:Fault></S:Body></S:Envelope>";

    private static Bench bench;

    private final List<String> sent = new ArrayList<>();
    private final io.edgevirt.spi.Wire noting = new io.edgevirt.spi.Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            sent.add(request);
            return send.call();
        }
    };

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void forget() {
        bench.relay.forget();
    }

    private static Endpoint endpoint(String scheme, Map<String, String> query) {
        Endpoint plain = Bench.endpoint(scheme, "127.0.0.1", bench.relay.url());
        return new Endpoint(plain.uri(), scheme, plain.user(), plain.host(), plain.port(), "", query);
    }

    private Vim connect(Consumer<Settings.Builder> more) {
        return Vim.connect(endpoint("vsphere", Map.of("sso", "true")), bench.settings(more), noting);
    }

    @Test
    @DisplayName(
            "exchanges user and password for a token at the place that the Lookup Service tells, and logs in by it")
    void token() {
        try (Vim vim = connect(more -> {})) {
            assertTrue(vim.send(Bench.now()).isPresent());
            assertEquals(
                    List.of(
                            "GET vimServiceVersions.xml",
                            "RetrieveServiceContent",
                            "lookup RetrieveServiceContent",
                            "lookup List",
                            "RequestSecurityToken",
                            "LoginByToken",
                            "CurrentTime"),
                    sent);
            assertEquals(0, bench.relay.count("Login"));
        }
    }

    @Test
    @DisplayName("gets a new token when it is renewed, without looking the token service up again")
    void renewed() {
        try (Vim vim = connect(more -> {})) {
            vim.send(Bench.now());
            bench.relay.expireSessions();
            sent.clear();
            vim.renew();
            assertEquals(List.of("RetrieveProperties", "RequestSecurityToken", "LoginByToken"), sent);
            assertTrue(vim.send(Bench.now()).isPresent());
        }
    }

    @Test
    @DisplayName("asks at the usual place where no Lookup Service answers, of the same server always")
    void withoutLookup() {
        List<String> paths = new ArrayList<>();
        TokenService service = new TokenService(new TokenService.Asking() {
            @Override
            public <T> T ask(
                    String name, String path, String action, String envelope, TokenService.Reading<T> reading) {
                paths.add(path);
                throw Troubles.status(404, "vc");
            }
        });
        assertThrows(ConnectionException.class, () -> service.token("a", Secret.of("word".toCharArray())));
        assertEquals(List.of("/lookupservice/sdk", "/sts/STSService"), paths);
    }

    @Test
    @DisplayName("is refused with the token service's own code, and no message repeats the password")
    void refused() {
        bench.relay.next(
                "RequestSecurityToken",
                Effect.reply(r -> FAULT.formatted("FailedAuthentication", "Invalid credentials")));
        AuthenticationException e = assertThrows(
                AuthenticationException.class, () -> connect(s -> s.password(Secret.of("wrong-word".toCharArray()))));
        assertEquals("FailedAuthentication", e.nativeCode().orElse(""));
        assertFalse(e.toString().contains("wrong-word"), e.toString());
        assertEquals(0, bench.relay.count("LoginByToken"));
    }

    @Test
    @DisplayName("tells to set the clocks where those are apart")
    void clocks() {
        bench.relay.next("RequestSecurityToken", Effect.reply(r -> FAULT.formatted("InvalidTimeRange", "too late")));
        AuthenticationException e = assertThrows(AuthenticationException.class, () -> connect(more -> {}));
        assertTrue(e.hint().orElse("").contains("clocks"), e.hint().orElse(""));
    }

    @Test
    @DisplayName("is not opened by a token that the service did not put where tokens stand")
    void elsewhere() {
        bench.relay.next(
                "RequestSecurityToken", Effect.reply(r -> r.replace("RequestedSecurityToken>", "OtherSecurityToken>")));
        assertThrows(AuthenticationException.class, () -> connect(more -> {}));
        assertEquals(0, bench.relay.count("LoginByToken"));
    }

    @Test
    @DisplayName("needs a vCenter, a password instead of a token, and a known parameter's known value")
    void parameters() {
        for (Map<String, String> query : List.of(Map.of("sso", "yes"), Map.of("SSO", "true"), Map.of("x", "1"))) {
            assertThrows(
                    InvalidSpecException.class, () -> Login.of(endpoint("vsphere", query), bench.settings(m -> {})));
        }
        assertThrows(
                InvalidSpecException.class,
                () -> Login.of(endpoint("esxi", Map.of("sso", "true")), bench.settings(m -> {})));
        Settings token = new Settings.Builder().token(Secret.of('t')).build();
        assertThrows(InvalidSpecException.class, () -> Login.of(endpoint("vsphere", Map.of("sso", "true")), token));
    }

    @Test
    @DisplayName("opens by a token that was given, as the same service gave it out")
    void given() {
        String token;
        List<String> replies = new ArrayList<>();
        bench.relay.next("RequestSecurityToken", Effect.reply(r -> {
            replies.add(r);
            return r;
        }));
        connect(more -> {}).close();
        token = replies.get(0).replaceAll("(?s).*<RequestedSecurityToken>(.*)</RequestedSecurityToken>.*", "$1");
        Settings settings = new Settings.Builder()
                .token(Secret.of(token.toCharArray()))
                .trust(io.edgevirt.Trust.pinnedSha256(bench.relay.fingerprint()))
                .build();
        bench.relay.forget();
        try (Vim vim = Vim.connect(endpoint("vsphere", Map.of()), settings, noting)) {
            assertTrue(vim.send(Bench.now()).isPresent());
            assertEquals(1, bench.relay.count("LoginByToken"));
        }
    }
}
