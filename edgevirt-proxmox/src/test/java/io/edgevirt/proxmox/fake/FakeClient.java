package io.edgevirt.proxmox.fake;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

/** A plain client for the tests of the fake itself, independent of EdgeVirt's own. */
public final class FakeClient implements AutoCloseable {
    private final OkHttpClient http;
    private final String base;
    private String cookie = "";
    private String csrf = "";
    private String token = "";

    /**
     * A reply.
     *
     * @param status of HTTP
     * @param reason the reason phrase
     * @param body the whole JSON
     */
    public record Reply(int status, String reason, Map<String, Object> body, Map<String, String> headers) {

        /** The data as text. */
        public String text() {
            return String.valueOf(body.get("data"));
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map() {
            return (Map<String, Object>) body.getOrDefault("data", Map.of());
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows() {
            return (List<Map<String, Object>>) body.getOrDefault("data", List.of());
        }

        @SuppressWarnings("unchecked")
        Map<String, String> errors() {
            return (Map<String, String>) body.getOrDefault("errors", Map.of());
        }
    }

    FakeClient(FakeProxmox fake) {
        this(fake, fake.url());
    }

    FakeClient(FakeProxmox fake, String url) {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(fake.certificate())
                .build();
        http = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .connectionPool(new ConnectionPool(5, 1, TimeUnit.MINUTES))
                .retryOnConnectionFailure(false)
                .build();
        base = url + "/api2/json";
    }

    /** A client that has logged in as root. */
    public static FakeClient root(FakeProxmox fake) {
        FakeClient client = new FakeClient(fake);
        client.login(fake.user(), fake.password());
        return client;
    }

    Reply login(String user, String password) {
        Reply reply = post("/access/ticket", "username", user, "password", password);
        if (reply.status() == 200 && !reply.map().containsKey("NeedTFA")) {
            cookie = String.valueOf(reply.map().get("ticket"));
            csrf = String.valueOf(reply.map().get("CSRFPreventionToken"));
        }
        return reply;
    }

    FakeClient token(String name, String secret) {
        token = "PVEAPIToken=" + name + "=" + secret;
        return this;
    }

    FakeClient withoutCsrf() {
        csrf = "";
        return this;
    }

    /** Sends a GET with a query of names and values by turns. */
    public Reply get(String path, String... query) {
        return send(request(path, query).build());
    }

    /** Sends a POST with a form of names and values by turns. */
    public Reply post(String path, String... form) {
        return send(request(path).post(form(form)).build());
    }

    Reply put(String path, String... form) {
        return send(request(path).put(form(form)).build());
    }

    Reply delete(String path, String... query) {
        return send(request(path, query).delete(null).build());
    }

    okhttp3.Request.Builder request(String path, String... query) {
        HttpUrl.Builder url = HttpUrl.get(base + path).newBuilder();
        for (int i = 0; i < query.length; i += 2) {
            url.addQueryParameter(query[i], query[i + 1]);
        }
        okhttp3.Request.Builder request = new okhttp3.Request.Builder().url(url.build());
        if (!cookie.isEmpty()) {
            request.header(
                    "Cookie", "PVEAuthCookie=" + cookie.replace("+", "%2B").replace("=", "%3D"));
            if (!csrf.isEmpty()) {
                request.header("CSRFPreventionToken", csrf);
            }
        }
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return request;
    }

    private static RequestBody form(String... pairs) {
        FormBody.Builder form = new FormBody.Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return form.build();
    }

    Reply send(okhttp3.Request request) {
        try (Response response = http.newCall(request).execute()) {
            String text = response.body().string();
            Map<String, Object> body = text.isEmpty() ? Map.of() : JSON.std.mapFrom(text);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().forEach(pair -> headers.put(pair.getFirst(), pair.getSecond()));
            return new Reply(response.code(), response.message(), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OkHttpClient http() {
        return http;
    }

    /** Waits for a task and gives its exit status. */
    String ended(FakeProxmox fake, Reply started) {
        String upid = started.text();
        return fake.world().locked(() -> {
            Task task = fake.world()
                    .tasks()
                    .find(upid)
                    .orElseThrow(() -> new AssertionError(started.status() + " " + started.reason() + " " + upid));
            fake.world().await(Duration.ofMinutes(1), () -> !task.running());
            return task.exit();
        });
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
