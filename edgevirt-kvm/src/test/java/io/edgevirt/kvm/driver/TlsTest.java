package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A connection through TLS")
@Tag("peer")
@EnabledIfSystemProperty(named = "edgevirt.kvm.bed", matches = ".+")
class TlsTest {

    private static BedFacts bed;

    @TempDir
    Path folder;

    @BeforeAll
    static void facts() throws IOException, InterruptedException {
        bed = BedFacts.read();
    }

    private static String daemon() {
        return bed.text("tls_uri");
    }

    /** The daemon lets in only who shows a certificate that its authority signed. */
    private static String withClient(String uri) {
        return uri + "?pkipath=" + bed.path("tls_client");
    }

    private static Trust authority() {
        return Trust.certificates(bed.path("tls_ca"));
    }

    private static Trust stranger() {
        return Trust.certificates(bed.path("tls_stranger"));
    }

    private static String hostname(String uri, Trust trust) {
        try (Hypervisor hv = EdgeVirt.connect(uri, s -> s.trust(trust))) {
            return hv.hosts().list().get(0).name();
        }
    }

    private static <E extends EdgeVirtException> E refused(Class<E> kind, String uri, Trust trust) {
        return assertThrows(kind, () -> hostname(uri, trust));
    }

    private static void assertSpeaksOfCertificates(EdgeVirtException e) {
        assertTrue(e.getMessage().contains("certificate"), e.getMessage());
        assertTrue(e.hint().orElse("").contains("Trust.certificates(file)"), e.getMessage());
        assertFalse(e.hint().orElse("").matches(".*(password|systemctl).*"), e.getMessage());
        assertEquals(Outcome.NOT_DONE, e.outcome());
    }

    private TlsEar ear() throws Exception {
        Path pki = bed.path("tls_ca").getParent();
        return new TlsEar(pki.resolve("servercert.pem"), pki.resolve("serverkey.pem"));
    }

    @Nested
    @DisplayName("with an authority's certificate")
    class Authority {

        @Test
        @DisplayName("is made if that authority signed the daemon's, and the client's is shown")
        void right() {
            assertEquals(bed.text("hostname"), hostname(withClient(daemon()), authority()));
        }

        @Test
        @DisplayName("is refused if another signed the daemon's, which is no matter of a password")
        void wrong() {
            assertSpeaksOfCertificates(refused(ConnectionException.class, withClient(daemon()), stranger()));
        }

        @Test
        @DisplayName("is refused before anything is sent")
        void silent() throws Exception {
            try (TlsEar ear = ear()) {
                assertSpeaksOfCertificates(refused(ConnectionException.class, ear.uri(), stranger()));
                assertFalse(ear.heard());
            }
        }

        @Test
        @DisplayName("is refused before anything is sent if the certificate names another host")
        void otherHost() throws Exception {
            try (TlsEar ear = ear()) {
                assertSpeaksOfCertificates(refused(ConnectionException.class, ear.uri(), authority()));
                assertFalse(ear.heard());
            }
        }

        @Test
        @DisplayName("is verified even if the URI says no_verify=1")
        void uri() {
            String uri = withClient(daemon()) + "&no_verify=1";
            assertSpeaksOfCertificates(refused(ConnectionException.class, uri, stranger()));
        }

        @Test
        @DisplayName("is told what it lacks if the daemon wants a client's certificate and there is none")
        void noClient() {
            EdgeVirtException e = refused(ConnectionException.class, daemon() + "?pkipath=" + folder, authority());
            assertTrue(e.hint().orElse("").contains("clientcert.pem"), e.getMessage());
        }
    }

    @Nested
    @DisplayName("that is told to be insecure")
    class Insecure {

        @Test
        @DisplayName("is made with whatever certificate, where no authority's certificate lies")
        void any() {
            assertEquals(bed.text("hostname"), hostname(withClient(daemon()), Trust.insecure()));
        }

        @Test
        @DisplayName("sends its requests to whoever answers")
        void anyone() throws Exception {
            try (TlsEar ear = ear()) {
                refused(ConnectionException.class, ear.uri(), Trust.insecure());
                assertTrue(ear.heard());
            }
        }
    }

    @Nested
    @DisplayName("with the system's trust")
    class ByDefault {

        @Test
        @DisplayName("takes all of libvirt's files from the URI's pkipath")
        void named() throws IOException {
            Files.copy(bed.path("tls_ca"), folder.resolve("cacert.pem"));
            for (String name : List.of("clientcert.pem", "clientkey.pem")) {
                Files.copy(bed.path("tls_client").resolve(name), folder.resolve(name));
            }
            assertEquals(bed.text("hostname"), hostname(daemon() + "?pkipath=" + folder, Trust.system()));
        }

        @Test
        @DisplayName("names the file that is missing, and what to do")
        void missing() {
            assertSpeaksOfCertificates(
                    refused(ConnectionException.class, daemon() + "?pkipath=" + folder, Trust.system()));
        }
    }

    @Test
    @DisplayName("with a pin is refused, since libvirt cannot verify one, and what to use is told")
    void pin() {
        Trust pin = Trust.pinnedSha256("ab".repeat(32));
        EdgeVirtException e = refused(UnsupportedFeatureException.class, withClient(daemon()), pin);
        assertTrue(e.getMessage().contains("authority"), e.getMessage());
        assertTrue(e.hint().orElse("").contains("Trust.certificates(file)"), e.getMessage());
    }

    @Nested
    @DisplayName("has a folder of its own,")
    class Folder {

        @Test
        @DisplayName("which holds links to the client's files, and is gone after close")
        void closed() throws IOException {
            List<Path> made;
            try (Hypervisor hv = EdgeVirt.connect(withClient(daemon()), s -> s.trust(authority()))) {
                made = folders();
                assertEquals(1, made.size(), hv.about() + ": " + made);
                assertTrue(Files.isSymbolicLink(made.get(0).resolve("clientkey.pem")));
            }
            assertEquals(List.of(), folders());
            assertTrue(Files.exists(bed.path("tls_client").resolve("clientkey.pem")));
        }

        @Test
        @DisplayName("which is gone after a refusal, too")
        void refusal() throws IOException {
            refused(ConnectionException.class, daemon() + "?pkipath=" + folder, authority());
            assertEquals(List.of(), folders());
        }

        /** Those that hold the authority of this bed, since others may test at the same time. */
        private List<Path> folders() throws IOException {
            try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return all.filter(f -> f.getFileName().toString().startsWith("edgevirt-pki"))
                        .filter(this::ours)
                        .toList();
            }
        }

        private boolean ours(Path made) {
            try {
                return Files.readString(made.resolve("cacert.pem")).equals(Files.readString(bed.path("tls_ca")));
            } catch (IOException e) {
                return false;
            }
        }
    }
}
