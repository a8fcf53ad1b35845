package io.edgevirt.benchmarks;

import com.fasterxml.jackson.jr.ob.JSON;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A way to ask Proxmox VE: by EdgeVirt, or as a program does that has an HTTP client and a JSON reader. */
interface ProxmoxClient extends AutoCloseable {

    /** Asks for one machine's state; tells what it is. */
    String small() throws Exception;

    /** Asks for all machines; tells how many there are. */
    int listing() throws Exception;

    @Override
    default void close() {}

    /** As users do it. */
    final class ByEdgeVirt implements ProxmoxClient {
        private final Hypervisor hv;
        private final VM vm;

        ByEdgeVirt(ConstantProxmox server) {
            hv = EdgeVirt.connect(
                    "proxmox://" + server.authority(),
                    c -> c.token(Secret.of(ConstantProxmox.TOKEN.toCharArray()))
                            .trust(Trust.pinnedSha256(server.fingerprint())));
            vm = hv.vms().list().get(0);
        }

        @Override
        public String small() {
            return vm.refresh().state() == VMState.RUNNING ? "running" : "other";
        }

        @Override
        public int listing() {
            return hv.vms().list().size();
        }

        @Override
        public void close() {
            hv.close();
        }
    }

    /** What the plain loops share: addresses, the token's header, and Jackson's maps. */
    abstract class Plain implements ProxmoxClient {
        static final String TOKEN = "PVEAPIToken=" + ConstantProxmox.TOKEN;
        private final String root;

        Plain(ConstantProxmox server) {
            root = "https://" + server.authority();
        }

        /** The body of the reply to a GET. */
        abstract byte[] get(String address) throws IOException, InterruptedException;

        @Override
        public String small() throws IOException, InterruptedException {
            Object data = data("/api2/json/nodes/pve1/qemu/100" + ConstantProxmox.STATUS);
            return data instanceof Map<?, ?> status ? String.valueOf(status.get("status")) : "other";
        }

        @Override
        public int listing() throws IOException, InterruptedException {
            return data(ConstantProxmox.LISTING) instanceof Collection<?> rows ? rows.size() : 0;
        }

        private Object data(String path) throws IOException, InterruptedException {
            Object data = JSON.std.mapFrom(get(root + path)).get("data");
            return data == null ? List.of() : data;
        }
    }

    /** A plain loop over OkHttp, as it comes but for the pin. */
    final class ByOkHttp extends Plain {
        private final OkHttpClient client;

        ByOkHttp(ConstantProxmox server) {
            super(server);
            PinnedCertificate pin = new PinnedCertificate(server.fingerprint());
            client = new OkHttpClient.Builder()
                    .sslSocketFactory(pin.context().getSocketFactory(), pin)
                    .build();
        }

        @Override
        byte[] get(String address) throws IOException {
            Request request = new Request.Builder()
                    .url(address)
                    .header("Authorization", TOKEN)
                    .build();
            try (Response response = client.newCall(request).execute()) {
                return response.body().bytes();
            }
        }

        @Override
        public void close() {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    /** A plain loop over the JDK's client, as it comes but for the pin; it asks for no compression. */
    final class ByJdk extends Plain {
        private final HttpClient client;

        ByJdk(ConstantProxmox server) {
            super(server);
            client = HttpClient.newBuilder()
                    .sslContext(new PinnedCertificate(server.fingerprint()).context())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }

        @Override
        byte[] get(String address) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", TOKEN)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }
}
