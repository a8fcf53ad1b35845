package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file at another server, where a lease or a guest's file leads to")
class OtherServerTest {

    private static final Files.Through WIRE = new Files.Through() {
        @Override
        public <T> T send(String method, Callable<T> send) {
            try {
                return send.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    };

    /** Its certificate names another host, as an ESXi host's often does. */
    private final HeldCertificate certificate =
            new HeldCertificate.Builder().commonName("esx-1.example").build();

    private final MockWebServer vcenter = server(new HeldCertificate.Builder().build());
    private final MockWebServer host = server(certificate);
    private Http http;

    private static MockWebServer server(HeldCertificate certificate) {
        Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        return server;
    }

    private Http http(Trust trust) {
        Endpoint endpoint =
                Bench.endpoint("vsphere", "127.0.0.1", URI.create("https://127.0.0.1:" + vcenter.getPort()));
        return new Http(endpoint, new Settings.Builder().trust(trust).build());
    }

    @BeforeEach
    void start() throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        vcenter.start(here, 0);
        host.start(here, 0);
        http = http(Trust.pinnedSha256("00".repeat(32)));
        host.enqueue(new MockResponse.Builder().body("disk").build());
    }

    @AfterEach
    void stop() {
        http.close();
        vcenter.close();
        host.close();
    }

    private String address() {
        return "https://127.0.0.1:" + host.getPort() + "/nfc/5256/disk-0.vmdk";
    }

    private String read(Files files) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        files.download(address(), to, n -> {}, new Abort());
        return to.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private ByteString encoded() {
        try {
            return ByteString.of(certificate.certificate().getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("is read by the SHA-1 that vCenter told, as it writes it")
    void sha1() {
        String told = encoded().sha1().hex().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertEquals("disk", read(new Files(http, WIRE).at(new Thumbprint(told))));
    }

    @Test
    @DisplayName("is read by the SHA-256 that vCenter told")
    void sha256() {
        assertEquals(
                "disk",
                read(new Files(http, WIRE).at(new Thumbprint(encoded().sha256().hex()))));
    }

    @Test
    @DisplayName("is read by the whole certificate that vCenter told, and never gets the session")
    void whole() throws InterruptedException {
        http.keepCookie(new okhttp3.Response.Builder()
                .request(new okhttp3.Request.Builder().url("https://x/").build())
                .protocol(okhttp3.Protocol.HTTP_1_1)
                .code(200)
                .message("")
                .header("Set-Cookie", "vmware_soap_session=\"secret\"; Path=/")
                .build());
        assertTrue(http.cookie().isPresent());
        assertEquals("disk", read(new Files(http, WIRE).at(Thumbprint.ofCertificate(certificate.certificatePem()))));
        assertNull(host.takeRequest().getHeaders().get("Cookie"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "0102030405060708091011121314151617181920"})
    @DisplayName("is not read by another thumbprint, and the error names that server, not the vCenter")
    void other(String start) {
        String told = start.length() == 2 ? start.repeat(32) : start;
        ConnectionException e =
                assertThrows(ConnectionException.class, () -> read(new Files(http, WIRE).at(new Thumbprint(told))));
        assertEquals(Outcome.NOT_DONE, e.outcome());
        assertTrue(e.toString().contains("not the one that vSphere told"), e.toString());
        assertFalse(e.hint().orElse("").contains("pinned"), e.hint().orElse(""));
        assertEquals(0, host.getRequestCount());
    }

    @Test
    @DisplayName("is judged by the connection's own trust where nothing was told of it")
    void untold() {
        assertThrows(ConnectionException.class, () -> read(new Files(http, WIRE)));
        assertEquals(0, host.getRequestCount());
    }

    @Test
    @DisplayName("makes no other certificate good at the connection's own server")
    void own() {
        Files files = new Files(http, WIRE).at(Thumbprint.ofCertificate(certificate.certificatePem()));
        for (String address : new String[] {"https://*/nfc/1/disk-0.vmdk", http.root() + "folder/x"}) {
            UncheckedIOException e = assertThrows(
                    UncheckedIOException.class,
                    () -> files.upload(address, new ByteArrayInputStream(new byte[1]), 1, n -> {}, new Abort()));
            assertTrue(e.toString().contains("not the pinned one"), e.toString());
        }
        assertEquals(0, vcenter.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab:cd", "zz", "0102030405060708091011121314151617181zzz", "-----BEGIN"})
    @DisplayName("is not read by what is no thumbprint")
    void none(String told) {
        assertThrows(OperationFailedException.class, () -> new Thumbprint(told));
        assertThrows(EdgeVirtException.class, () -> Thumbprint.ofCertificate(told));
    }
}
