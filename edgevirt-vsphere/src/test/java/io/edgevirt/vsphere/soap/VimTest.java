package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.mo.ServiceInstance;
import io.edgevirt.AuthenticationException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Calendar;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A session with vCenter")
@NeedsSimulator
class VimTest {

    private static Bench bench;

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

    @Test
    @DisplayName("costs three requests to open and one to close")
    void requests() {
        bench.connect().close();
        assertEquals(1, bench.relay.count("RetrieveServiceContent"));
        assertEquals(1, bench.relay.count("Login"));
        assertEquals(1, bench.relay.count("Logout"));
        assertEquals(4, bench.relay.count());
    }

    @Test
    @DisplayName("speaks the newest version of the API that both sides know")
    void version() {
        try (Vim vim = bench.connect()) {
            assertEquals(bench.version(), vim.version().text());
            assertTrue(vim.vCenter());
        }
    }

    @Test
    @DisplayName("refuses to take a vCenter for an ESXi host, and names the right scheme")
    void scheme() {
        UnsupportedFeatureException e = assertThrows(
                UnsupportedFeatureException.class,
                () -> Vim.connect(
                        Bench.endpoint("esxi", "127.0.0.1", bench.relay.url()), bench.settings(s -> {}), Bench.WIRE));
        assertTrue(e.hint().orElse("").contains("vsphere://"));
        assertEquals(0, bench.relay.count("Login"));
    }

    @Test
    @DisplayName("is not opened with a wrong password, which no message repeats")
    void wrongPassword() {
        AuthenticationException e = assertThrows(
                AuthenticationException.class,
                () -> bench.connect(s -> s.password(Secret.of("wrong-word".toCharArray()))));
        assertEquals("InvalidLogin", e.nativeCode().orElse(""));
        assertFalse(e.toString().contains("wrong-word"), e.toString());
    }

    @Test
    @DisplayName("is kept alive while nothing is asked, by a thread that ends with it")
    void keptAlive() throws InterruptedException {
        try (Vim vim = Vim.connect(
                Bench.endpoint("vsphere", "127.0.0.1", bench.relay.url()),
                bench.settings(s -> {}),
                Bench.WIRE,
                Duration.ofMillis(10))) {
            for (int i = 0; i < 1000 && bench.relay.count("CurrentTime") < 2; i++) {
                Thread.sleep(10);
            }
            assertTrue(bench.relay.count("CurrentTime") >= 2);
            assertEquals(1, keepers().count());
            assertTrue(vim.vCenter());
        }
        for (Thread keeper : keepers().toList()) {
            keeper.join(10_000);
        }
        assertEquals(0, keepers().count());
    }

    private static Stream<Thread> keepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.isAlive() && t.getName().startsWith("edgevirt-vsphere"));
    }

    @Nested
    @DisplayName("trusts")
    class Trusting {

        @TempDir
        Path folder;

        private Path pem() throws IOException, CertificateEncodingException {
            X509Certificate certificate = bench.relay.certificate();
            Path file = folder.resolve("ca.pem");
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            return file;
        }

        private void connects(Trust trust) {
            try (Vim vim = bench.connect(s -> s.trust(trust))) {
                assertTrue(vim.send(Bench.now(), Calendar.class).getTimeInMillis() > 0);
            }
        }

        private ConnectionException refuses(Trust trust) {
            ConnectionException e = assertThrows(ConnectionException.class, () -> bench.connect(s -> s.trust(trust)));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(0, bench.relay.count());
            return e;
        }

        @Test
        @DisplayName("the certificates of a file")
        void file() throws IOException, CertificateEncodingException {
            connects(Trust.certificates(pem()));
        }

        @Test
        @DisplayName("no certificate of a file for a host that it does not name")
        void otherName() throws IOException, CertificateEncodingException {
            Path pem = pem();
            URI url = bench.relay.url();
            ConnectionException e = assertThrows(
                    ConnectionException.class,
                    () -> Vim.connect(
                            Bench.endpoint("vsphere", "127.0.0.2", url),
                            bench.settings(s -> s.trust(Trust.certificates(pem))),
                            Bench.WIRE));
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("one certificate by its fingerprint")
        void pinned() {
            connects(Trust.pinnedSha256(bench.relay.fingerprint()));
        }

        @Test
        @DisplayName("no other certificate than the pinned one, and tells the fingerprint that it saw")
        void wrongPin() {
            ConnectionException e = refuses(Trust.pinnedSha256("ab".repeat(32)));
            String fingerprint = bench.relay.fingerprint().replace(":", "").toLowerCase(java.util.Locale.ROOT);
            assertTrue(e.hint().orElse("").contains(fingerprint), e.hint().orElse(""));
        }

        @Test
        @DisplayName("no certificate that the system's store does not vouch for")
        void system() {
            ConnectionException e = refuses(Trust.system());
            assertTrue(
                    e.hint().orElse("").contains("Trust.certificates"), e.hint().orElse(""));
        }

        @Test
        @DisplayName("any certificate where that was spelled out")
        void insecure() {
            connects(Trust.insecure());
        }

        @Test
        @DisplayName("no file that holds no certificates, and names it")
        void noCertificates() throws IOException {
            Path file = Files.writeString(folder.resolve("empty.pem"), "nothing");
            ConnectionException e = refuses(Trust.certificates(file));
            assertTrue(String.valueOf(e.getMessage()).contains("empty.pem"), e.getMessage());
        }
    }

    @Nested
    @DisplayName("that expired")
    class Expired {

        @Test
        @DisplayName("is told as such, and renewed by one login")
        void renewed() {
            try (Vim vim = bench.connect()) {
                vim.send(Bench.now());
                bench.relay.expireSessions();
                assertThrows(SessionExpiredException.class, () -> vim.send(Bench.now()));
                vim.renew();
                assertTrue(vim.send(Bench.now()).isPresent());
                assertEquals(2, bench.relay.count("Login"));
            }
        }

        @Test
        @DisplayName("is renewed for vijava's own client without its noticing")
        void vijava() throws IOException {
            try (Vim vim = bench.connect()) {
                ServiceInstance instance = vim.connection().getServiceInstance();
                instance.currentTime();
                bench.relay.expireSessions();
                assertTrue(instance.currentTime().getTimeInMillis() > 0);
                assertEquals(2, bench.relay.count("Login"));
            }
        }
    }

    @Test
    @DisplayName("that lives is not opened a second time when only its socket was lost")
    void socketLost() {
        try (Vim vim = bench.connect()) {
            vim.renew();
            assertEquals(1, bench.relay.count("Login"));
        }
    }

    @Nested
    @DisplayName("tells what became of a request")
    class Broken {

        private <E extends EdgeVirtException> E after(Effect effect, Class<E> type) {
            try (Vim vim = bench.connect()) {
                bench.relay.next("CurrentTime", effect);
                return assertThrows(type, () -> vim.send(Bench.now()));
            }
        }

        @Test
        @DisplayName("whose reply was lost: unknown")
        void lost() {
            assertEquals(
                    Outcome.UNKNOWN,
                    after(Effect.cutAfter(), ConnectionException.class).outcome());
        }

        @Test
        @DisplayName("that a starting service did not take: not done, to be tried again")
        void starting() {
            ConnectionException e = after(Effect.status(503), ConnectionException.class);
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertTrue(e.retryable());
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 302, 403, 404, 502})
        @DisplayName("that a web page answered: a connection to something else")
        void page(int status) {
            assertEquals(
                    "HTTP " + status,
                    after(Effect.status(status), ConnectionException.class)
                            .nativeCode()
                            .orElse(""));
        }

        @Test
        @DisplayName("about an object that is gone: not found")
        void gone() {
            try (Vim vim = bench.connect()) {
                Request request = Request.on("VirtualMachine", "vm-none", "PowerOnVM_Task");
                assertThrows(NotFoundException.class, () -> vim.task(request));
            }
        }
    }

    static Stream<String> hostile() {
        String start = "<?xml version=\"1.0\"?>";
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        String file = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
        String outside = "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">";
        String open = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><r>";
        String close = "</r></e:Body></e:Envelope>";
        return Stream.of(
                start + bomb + open + "<returnval>&b;</returnval>" + close,
                start + file + open + "<returnval>&a;</returnval>" + close,
                start + outside + open + close,
                start + open + "<a>".repeat(100_000) + "</a>".repeat(100_000) + close,
                start + open + "<a/>".repeat(1_500_000) + close,
                start + open,
                start + "<html/>",
                start + "<!DOCTYPE a \0>",
                "\0\0",
                "");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("io.edgevirt.vsphere.soap.VimTest#hostile")
    @DisplayName("survives a hostile reply")
    void hostile(String reply) {
        survives(reply, vim -> vim.send(Bench.now()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("io.edgevirt.vsphere.soap.VimTest#hostile")
    @DisplayName("keeps a hostile reply from vijava")
    void hostileToVijava(String reply) {
        try (Vim vim = bench.connect()) {
            bench.relay.next("CurrentTime", Effect.reply(honest -> reply));
            Exception e = assertThrows(
                    Exception.class, () -> vim.connection().getServiceInstance().currentTime());
            assertFalse(e.toString().contains("root:"), e.toString());
        }
    }

    private static void survives(String reply, Consumer<Vim> ask) {
        try (Vim vim = bench.connect()) {
            bench.relay.next("CurrentTime", Effect.reply(honest -> reply));
            EdgeVirtException e = assertThrows(EdgeVirtException.class, () -> ask.accept(vim));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertFalse(e.toString().contains("root:"), e.toString());
        }
    }
}
