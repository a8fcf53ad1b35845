package io.edgevirt.proxmox.http;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.net.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A session with one Proxmox VE host or cluster. Every request is one call of the {@link Wire}, and every error an {@link
 * EdgeVirtException}. Thread-safe.
 */
public final class Pve implements AutoCloseable {

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final OkHttpClient client;
    private final String root;
    private final Wire wire;
    private final String user;
    private final Settings settings;
    private final Version version;
    private volatile String ticket = "";
    private volatile String csrf = "";

    private Pve(OkHttpClient client, String root, Wire wire, String user, Settings settings) {
        this.client = client;
        this.root = root;
        this.wire = wire;
        this.user = user;
        this.settings = settings;
        renew();
        this.version = Version.parse(send(Call.get("/version")).text("version").orElse(""))
                .orElseThrow(() -> new ConnectionException(
                        Failure.of("no Proxmox VE answers").backend(Faults.BACKEND)));
    }

    /**
     * Connects and logs in.
     *
     * @param endpoint host and port
     * @param settings login, trust and timeouts
     * @param wire what every request passes
     * @return the session
     */
    public static Pve connect(Endpoint endpoint, Settings settings, Wire wire) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .callTimeout(settings.requestTimeout())
                .readTimeout(settings.requestTimeout())
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(8, 3, TimeUnit.SECONDS))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .retryOnConnectionFailure(false);
        if (settings.trust() instanceof Trust.PinnedSha256 pin) {
            pinned(builder, pin.sha256());
        }
        String user = settings.username().or(endpoint::user).orElse("root");
        return new Pve(
                builder.build(),
                "https://" + endpoint.host().orElse("localhost") + ":"
                        + endpoint.port().orElse(8006) + "/api2/json",
                wire,
                user.contains("@") ? user : user + "@pam",
                settings);
    }

    private static void pinned(OkHttpClient.Builder builder, String sha256) {
        X509TrustManager manager = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
                throw new CertificateException("no clients");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
                try {
                    byte[] seen = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                    if (!HexFormat.of().formatHex(seen).equals(sha256)) {
                        throw new CertificateException("another certificate");
                    }
                } catch (GeneralSecurityException e) {
                    throw new CertificateException(e);
                }
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            builder.sslSocketFactory(context.getSocketFactory(), manager).hostnameVerifier((h, s) -> true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The server's version.
     *
     * @return read at connect
     */
    public Version version() {
        return version;
    }

    /**
     * Who is logged in.
     *
     * @return such as {@code root@pam} or {@code root@pam!site}
     */
    public String user() {
        return user;
    }

    /**
     * Whether an API token is used instead of a password.
     *
     * @return true for a token
     */
    public boolean token() {
        return settings.token().isPresent();
    }

    /** Logs in anew. */
    public void renew() {
        Secret password = settings.password()
                .orElseThrow(() ->
                        new AuthenticationException(Failure.of("no password").backend(Faults.BACKEND)));
        Json reply = send(Call.post("/access/ticket").with("username", user).withSecret("password", password));
        ticket = reply.text("ticket").orElse("");
        csrf = reply.text("CSRFPreventionToken").orElse("");
    }

    /**
     * Sends a request.
     *
     * @param call the request
     * @return the reply's {@code data}
     */
    public Json send(Call call) {
        return reply(call).get("data");
    }

    /**
     * Sends a request whose reply tells something beside its data.
     *
     * @param call the request
     * @return the whole reply: {@code data}, and such as {@code changes} or {@code total} beside it
     */
    public Json reply(Call call) {
        try {
            return wire.call(call.name(), () -> exchange(call));
        } catch (EdgeVirtException e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionException(Failure.of(call.name() + ": " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.UNKNOWN)
                    .cause(e));
        } catch (Exception e) {
            throw new ConnectionException(
                    Failure.of(call.name() + ": " + e).backend(Faults.BACKEND).cause(e));
        }
    }

    /**
     * Sends a request that starts a task.
     *
     * @param call the request
     * @return the task's UPID
     */
    public String task(Call call) {
        return send(call)
                .text()
                .filter(t -> t.startsWith("UPID:"))
                .orElseThrow(() -> new ConnectionException(Failure.of(call.name() + " told of no task")
                        .backend(Faults.BACKEND)
                        .outcome(Outcome.UNKNOWN)));
    }

    private Json exchange(Call call) throws IOException {
        StringBuilder form = new StringBuilder();
        for (Argument a : call.arguments()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(encoded(a.name()))
                    .append('=')
                    .append(encoded(a.value()));
        }
        boolean query = call.verb().inQuery();
        Request.Builder request = new Request.Builder()
                .url(root + call.path(Pve::encoded) + (query && !form.isEmpty() ? "?" + form : ""))
                .method(call.verb().name(), query ? null : RequestBody.create(form.toString(), FORM));
        if (!ticket.isEmpty()) {
            request.header("Cookie", "PVEAuthCookie=" + ticket).header("CSRFPreventionToken", csrf);
        }
        try (Response response = client.newCall(request.build()).execute()) {
            byte[] body = response.body().bytes();
            if (response.isSuccessful()) {
                return Json.parse(body);
            }
            throw Faults.of(response.code(), response.message(), new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
