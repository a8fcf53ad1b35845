package io.edgevirt.kvm.driver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Stands where a libvirtd would, with a certificate, and hears whether one client says anything inside of TLS. */
final class TlsEar implements AutoCloseable {

    private final SSLServerSocket server;
    private final CompletableFuture<Boolean> heard;

    TlsEar(Path certificate, Path key) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(certificate, key).getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        // With 1.3 Java sends session tickets after the handshake, where libvirt awaits the daemon's word.
        server.setEnabledProtocols(new String[] {"TLSv1.2"});
        heard = CompletableFuture.supplyAsync(this::listen);
    }

    String uri() {
        return "qemu+tls://127.0.0.1:" + server.getLocalPort() + "/system";
    }

    /** Whether the client sent anything before it, or this side, closed. */
    boolean heard() throws Exception {
        return heard.get(20, TimeUnit.SECONDS);
    }

    private boolean listen() {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            client.startHandshake();
            // libvirtd's word that it lets the client in, for which libvirt waits before its first request.
            client.getOutputStream().write(1);
            return client.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static KeyManagerFactory keys(Path certificate, Path key) throws IOException, GeneralSecurityException {
        String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey secret = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate shown = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry("server", secret, new char[0], new Certificate[] {shown});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
