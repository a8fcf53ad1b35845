package io.edgevirt.kvm.driver;

import io.edgevirt.spi.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * With what this machine shows libvirtd who it is: a certificate and its key, which libvirt looks for in places of its
 * own (https://libvirt.org/kbase/tlscerts.html).
 *
 * @param certificate the certificate's file
 * @param key the key's file; it is never read here
 */
record ClientCertificate(Path certificate, Path key) {

    static final String CERTIFICATE = "clientcert.pem";
    static final String KEY = "clientkey.pem";

    /** A user's own, then the machine's. */
    private static final List<ClientCertificate> PLACES = List.of(
            in(Path.of(System.getProperty("user.home", "/"), ".pki", "libvirt")),
            new ClientCertificate(Path.of("/etc/pki/libvirt", CERTIFICATE), Path.of("/etc/pki/libvirt/private", KEY)));

    static ClientCertificate in(Path folder) {
        return new ClientCertificate(folder.resolve(CERTIFICATE), folder.resolve(KEY));
    }

    static Optional<ClientCertificate> of(Endpoint endpoint) {
        return of(endpoint, PLACES);
    }

    /** The URI's {@code pkipath} stands for all other places, as it does for libvirt, which ignores a parameter's case. */
    static Optional<ClientCertificate> of(Endpoint endpoint, List<ClientCertificate> places) {
        Optional<String> named = endpoint.query().entrySet().stream()
                .filter(p -> p.getKey().equalsIgnoreCase("pkipath"))
                .map(p -> p.getValue())
                .findFirst();
        return named.map(folder -> List.of(in(Path.of(folder)))).orElse(places).stream()
                .filter(ClientCertificate::usable)
                .findFirst();
    }

    private boolean usable() {
        return Files.isReadable(certificate) && Files.isReadable(key);
    }
}
