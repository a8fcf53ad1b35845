package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A session with Proxmox VE")
class PveTest {

    private static final Call VERSION = Call.get("/version");
    private static final String LOGIN = "POST /access/ticket";

    private final FakeProxmox fake = FakeProxmox.start(s -> s.loginDelay(Duration.ZERO));
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);

    @AfterEach
    void stop() {
        fake.close();
    }

    private Pve connect(UnaryOperator<Settings.Builder> with) {
        return Pve.connect(Bench.endpoint(fake), Bench.settings(fake, with), Bench.WIRE, now::get);
    }

    private Settings.Builder byToken(String token) {
        return new Settings.Builder()
                .trust(Trust.pinnedSha256(fake.fingerprint()))
                .token(Secret.of(token.toCharArray()));
    }

    @Nested
    @DisplayName("is opened")
    class Opening {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("by a password, with one login and one look at the version")
        void password(Release release) {
            try (FakeProxmox one = FakeProxmox.start(s -> s.version(release));
                    Pve pve = Bench.connect(one)) {
                assertEquals(List.of(LOGIN, "GET /version"), one.requests());
                assertTrue(pve.version().atLeast(7));
                assertEquals("root@pam", pve.user());
                assertFalse(pve.token());
            }
        }

        @Test
        @DisplayName("in the realm pam, if the user names none")
        void realm() {
            try (Pve pve = connect(s -> s.username("root"))) {
                assertEquals("root@pam", pve.user());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "PVEAPIToken="})
        @DisplayName("by an API token, as Proxmox shows it and as it stands in the header, without a login")
        void token(String before) {
            String secret = fake.logins().token("root@pam", "site", false);
            Settings settings = byToken(before + "root@pam!site=" + secret).build();
            try (Pve pve = Pve.connect(Bench.endpoint(fake), settings, Bench.WIRE)) {
                assertEquals(List.of("GET /version"), fake.requests());
                assertEquals("root@pam!site", pve.user());
                assertTrue(pve.token());
            }
        }

        @Test
        @DisplayName("never by a token of a wrong shape, which is not shown")
        void shape() {
            InvalidSpecException e = assertThrows(
                    InvalidSpecException.class,
                    () -> Pve.connect(Bench.endpoint(fake), byToken("hush-hush").build(), Bench.WIRE));

            assertEquals("token", e.violations().get(0).field());
            assertFalse((e + " " + e.violations()).contains("hush"));
            assertEquals(List.of(), fake.requests());
        }

        @Test
        @DisplayName("never without user and password, which are both named, and nothing is sent")
        void nothingGiven() {
            Settings settings = new Settings.Builder().build();
            InvalidSpecException e = assertThrows(
                    InvalidSpecException.class, () -> Pve.connect(Bench.endpoint(fake), settings, Bench.WIRE));

            assertEquals(
                    List.of("username", "password"),
                    e.violations().stream().map(v -> v.field()).toList());
            assertEquals(0, fake.connections());
        }

        @Test
        @DisplayName("never by a wrong password, which is tried once")
        void wrongPassword() {
            AuthenticationException e = assertThrows(
                    AuthenticationException.class, () -> connect(s -> s.password(Secret.of("no".toCharArray()))));

            assertFalse(e instanceof SessionExpiredException);
            assertFalse(e.retryable());
            assertEquals(List.of(LOGIN), fake.requests());
        }

        @Test
        @DisplayName("never by a wrong token")
        void wrongToken() {
            AuthenticationException e = assertThrows(
                    AuthenticationException.class,
                    () -> Pve.connect(
                            Bench.endpoint(fake), byToken("root@pam!site=0-0").build(), Bench.WIRE));

            assertFalse(e instanceof SessionExpiredException);
            assertTrue(e.hint().orElse("").contains("token"));
        }

        @Test
        @DisplayName("never for a user with a second factor, and an API token is named as the remedy")
        void secondFactor() {
            fake.logins().twoFactor("root@pam");
            AuthenticationException e = assertThrows(AuthenticationException.class, () -> connect(s -> s));

            assertTrue(e.getMessage().contains("second factor"));
            assertTrue(e.hint().orElse("").contains("API token"));
        }

        @Test
        @DisplayName("never with a certificate that nobody vouches for, whose fingerprint is told as Proxmox shows it")
        void certificate() {
            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> connect(s -> s.trust(Trust.system())));

            assertTrue(e.hint().orElse("").contains(fake.fingerprint()));
            assertTrue(e.hint().orElse("").contains("Trust.pinnedSha256"));
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }
    }

    @Nested
    @DisplayName("goes on")
    class Tickets {

        @Test
        @DisplayName("with one login for all, when sixteen threads find the ticket over")
        void oneLogin() throws Exception {
            try (Pve pve = connect(s -> s)) {
                fake.logins().expire();
                fake.gate().restart();
                CyclicBarrier together = new CyclicBarrier(16);
                ExecutorService threads = Executors.newFixedThreadPool(16);
                try {
                    List<Future<?>> all = IntStream.range(0, 16)
                            .<Future<?>>mapToObj(i -> threads.submit(() -> {
                                together.await();
                                try {
                                    pve.send(VERSION);
                                } catch (SessionExpiredException e) {
                                    pve.renew();
                                    pve.send(VERSION);
                                }
                                return null;
                            }))
                            .toList();
                    for (Future<?> one : all) {
                        one.get();
                    }
                } finally {
                    threads.shutdownNow();
                }
                assertEquals(1, fake.requests(LOGIN));
            }
        }

        @Test
        @DisplayName("after an hour with a new ticket, which the old one is given for")
        void inTime() {
            try (Pve pve = connect(s -> s)) {
                fake.logins().user("root@pam", "changed meanwhile");
                now.set(Session.RENEWED);
                pve.send(VERSION);
                pve.send(VERSION);

                assertEquals(2, fake.requests(LOGIN));
            }
        }

        @Test
        @DisplayName("with the password, when the ticket is not good for a new one")
        void byPassword() {
            try (Pve pve = connect(s -> s)) {
                fake.logins().expire();
                now.set(Session.RENEWED);
                pve.send(VERSION);

                assertEquals(3, fake.requests(LOGIN));
            }
        }

        @Test
        @DisplayName("without a login, when only its socket was lost")
        void lostSocket() {
            try (Pve pve = connect(s -> s)) {
                fake.drop();
                pve.renew();
                assertEquals(1, fake.requests(LOGIN));
            }
        }

        @Test
        @DisplayName("never with a ticket that the server refuses: the session is over")
        void over() {
            try (Pve pve = connect(s -> s)) {
                fake.logins().expire();
                assertThrows(SessionExpiredException.class, () -> pve.send(VERSION));
            }
        }
    }

    @Nested
    @DisplayName("tells of a request")
    class Requests {

        @Test
        @DisplayName("whose reply was lost that nobody knows, and sends it no second time")
        void lost() {
            try (Pve pve = connect(s -> s)) {
                fake.gate().restart();
                fake.gate().next(new Gate.Fault.CutBefore());
                ConnectionException e = assertThrows(
                        ConnectionException.class,
                        () -> pve.send(Call.post("/nodes/{node}/qemu", "pve1").with("vmid", 100)));

                assertEquals(Outcome.UNKNOWN, e.outcome());
                assertEquals(1, fake.requests().size());
            }
        }

        @Test
        @DisplayName("with a parameter that Proxmox refuses which one it is")
        void parameter() {
            try (Pve pve = connect(s -> s)) {
                InvalidSpecException e = assertThrows(
                        InvalidSpecException.class,
                        () -> pve.send(Call.post("/nodes/{node}/qemu", "pve1").with("vmid", 1)));

                assertEquals(
                        List.of("vmid"),
                        e.violations().stream().map(v -> v.field()).toList());
                assertEquals(Outcome.NOT_DONE, e.outcome());
            }
        }

        @Test
        @DisplayName("what the reason phrase says")
        void reason() {
            try (Pve pve = connect(s -> s)) {
                fake.gate().next(new Gate.Fault.Reply(500, "storage 'x' does not exist"));
                EdgeVirtException e = assertThrows(EdgeVirtException.class, () -> pve.send(VERSION));

                assertTrue(e.getMessage().contains("storage 'x' does not exist"));
                assertEquals(Optional.of("500"), e.nativeCode());
            }
        }
    }

    @Nested
    @DisplayName("once closed")
    class Closed {

        @Test
        @DisplayName("sends nothing and says so, and can be closed again")
        void closed() {
            Pve pve = connect(s -> s);
            pve.close();
            pve.close();
            fake.gate().restart();

            assertThrows(ClosedException.class, () -> pve.send(VERSION));
            assertEquals(List.of(), fake.requests());
        }
    }
}
