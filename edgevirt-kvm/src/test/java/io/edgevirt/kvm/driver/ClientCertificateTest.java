package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Trust;
import io.edgevirt.spi.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The certificate that a client shows")
class ClientCertificateTest {

    @TempDir
    Path folder;

    private static Endpoint endpoint(Map<String, String> query) {
        String uri = "qemu+tls://host/system";
        return new Endpoint(
                uri, "qemu+tls", Optional.empty(), Optional.of("host"), OptionalInt.empty(), "/system", query);
    }

    private ClientCertificate put(String name) throws IOException {
        ClientCertificate put = ClientCertificate.in(Files.createDirectories(folder.resolve(name)));
        Files.createFile(put.certificate());
        Files.createFile(put.key());
        return put;
    }

    @Test
    @DisplayName("is the first that lies with its key in libvirt's places")
    void places() throws IOException {
        ClientCertificate user = put("user");
        ClientCertificate machine = put("machine");
        List<ClientCertificate> places = List.of(user, machine);
        assertEquals(Optional.of(user), ClientCertificate.of(endpoint(Map.of()), places));
        Files.delete(user.key());
        assertEquals(Optional.of(machine), ClientCertificate.of(endpoint(Map.of()), places));
        Files.delete(machine.certificate());
        assertEquals(Optional.empty(), ClientCertificate.of(endpoint(Map.of()), places));
    }

    @Test
    @DisplayName("lies in the URI's pkipath alone if it has one")
    void named() throws IOException {
        ClientCertificate named = put("named");
        List<ClientCertificate> places = List.of(put("machine"));
        String path = folder.resolve("named").toString();
        assertEquals(Optional.of(named), ClientCertificate.of(endpoint(Map.of("pkipath", path)), places));
        assertEquals(Optional.of(named), ClientCertificate.of(endpoint(Map.of("PKIPath", path)), places));
        Files.delete(named.key());
        assertEquals(Optional.empty(), ClientCertificate.of(endpoint(Map.of("pkipath", path)), places));
    }

    @Test
    @DisplayName("says nothing of whom to trust: a file without an authority's certificate is refused by its name")
    void noAuthority() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path junk = Files.writeString(folder.resolve("junk.pem"), "-----BEGIN CERTIFICATE-----\njunk\n");
        for (Path pem : List.of(empty, junk, folder.resolve("none.pem"))) {
            EdgeVirtException e = assertThrows(
                    ConnectionException.class, () -> TlsFolder.of(endpoint(Map.of()), Trust.certificates(pem)));
            assertTrue(e.getMessage().contains(pem.toString()), e.getMessage());
        }
    }
}
