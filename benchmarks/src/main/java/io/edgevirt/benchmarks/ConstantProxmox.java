package io.edgevirt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A constant server in the place of Proxmox VE: it has no machines, only three replies, made ready before the first request
 * and sent over TLS as pveproxy sends them: compressed where that is asked for and the body is longer than 1,024 bytes, and
 * with a socket's end announced at its hundredth request. A round trip that takes a while stands for a network: each reply
 * waits for one, and a new socket for two.
 */
final class ConstantProxmox implements AutoCloseable {

    static final int MACHINES = 1000;
    static final String TOKEN = "root@pam!benchmark=6d3a1f2e-0000-4000-8000-00000000000a";
    static final String LISTING = "/api2/json/cluster/resources";
    static final String STATUS = "/status/current";

    private static final int PER_SOCKET = 100;

    private final ConstantReply listing = new ConstantReply(ConstantReply.machines(MACHINES));
    private final ConstantReply status = new ConstantReply(ConstantReply.status());
    private final ConstantReply version = new ConstantReply(ConstantReply.version());
    private final SSLServerSocket door;
    private final String fingerprint;
    private final int roundTrip;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Starts one with a round trip of so many milliseconds. */
    ConstantProxmox(int roundTrip) throws IOException, GeneralSecurityException {
        this.roundTrip = roundTrip;
        HeldCertificate certificate = new HeldCertificate.Builder()
                .rsa2048()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        byte[] sum = MessageDigest.getInstance("SHA-256")
                .digest(certificate.certificate().getEncoded());
        fingerprint = HexFormat.of().formatHex(sum);
        door = (SSLServerSocket) new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("door", this::admit);
    }

    String authority() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    String fingerprint() {
        return fingerprint;
    }

    /** Sockets that were opened so far. */
    int sockets() {
        return sockets.get();
    }

    /** Requests that were answered so far. */
    int requests() {
        return requests.get();
    }

    /** Whether a thread is the server's: what it does is no client's work. */
    static boolean serves(String thread) {
        return thread.startsWith("constant-proxmox-");
    }

    private static void start(String name, Serving serving) {
        Thread thread = new Thread(() -> serving.untilItEnds(), "constant-proxmox-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes on until its socket is closed. */
    @FunctionalInterface
    private interface Serving {
        void serve() throws IOException, InterruptedException;

        default void untilItEnds() {
            try {
                serve();
            } catch (IOException | InterruptedException e) {
                // closed by one side or the other
            }
        }
    }

    private void admit() throws IOException {
        while (true) {
            SSLSocket socket = (SSLSocket) door.accept();
            socket.setTcpNoDelay(true);
            open.add(socket);
            start(Integer.toString(sockets.incrementAndGet()), () -> talk(socket));
        }
    }

    private void talk(SSLSocket socket) throws IOException, InterruptedException {
        try (socket) {
            Thread.sleep(2L * roundTrip);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int left = PER_SOCKET - 1; left >= 0 && answer(in, socket.getOutputStream(), left == 0); ) {
                left--;
            }
        } finally {
            open.remove(socket);
        }
    }

    private boolean answer(BufferedReader in, OutputStream out, boolean last) throws IOException, InterruptedException {
        String request = in.readLine();
        if (request == null) {
            return false;
        }
        boolean gzip = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            gzip |= lower.startsWith("accept-encoding:") && lower.contains("gzip");
        }
        requests.incrementAndGet();
        Thread.sleep(roundTrip);
        out.write(to(request.split(" ", 3)[1]).bytes(gzip, last));
        out.flush();
        return true;
    }

    private ConstantReply to(String target) {
        if (target.equals(LISTING)) {
            return listing;
        }
        return target.endsWith(STATUS) ? status : version;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
