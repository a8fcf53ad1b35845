package io.edgevirt.proxmox.fake.site;

import com.fasterxml.jackson.jr.ob.JSON;
import io.edgevirt.proxmox.fake.FakeProxmox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

/** A bare client of the fake, for its own tests: no part of EdgeVirt's client is used. */
final class Asking implements AutoCloseable {

    private final FakeProxmox fake;
    private final OkHttpClient client;
    private final String secret;

    Asking(FakeProxmox fake) {
        this.fake = fake;
        this.secret = fake.logins().token(fake.user(), "asking", false);
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(fake.certificate())
                .build();
        this.client = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    /** A reply: status, status line's words, and the whole object. */
    record Reply(int status, String reason, Map<String, Object> whole) {

        Object data() {
            return Optional.ofNullable(whole.get("data")).orElse("");
        }

        String text() {
            return String.valueOf(data());
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map() {
            return (Map<String, Object>) data();
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list() {
            return (List<Map<String, Object>>) data();
        }

        /** The row with this value. */
        Map<String, Object> row(String name, String value) {
            return list().stream()
                    .filter(row -> value.equals(String.valueOf(row.get(name))))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " " + value + " in " + list()));
        }

        /** All values of one name. */
        List<String> each(String name) {
            return list().stream().map(row -> String.valueOf(row.get(name))).toList();
        }
    }

    Reply get(String path, String... pairs) {
        return send(request(path + query(pairs)).get());
    }

    Reply delete(String path, String... pairs) {
        return send(request(path + query(pairs)).delete(null));
    }

    Reply post(String path, String... pairs) {
        return send(request(path).post(form(pairs)));
    }

    Reply put(String path, String... pairs) {
        return send(request(path).put(form(pairs)));
    }

    Reply upload(String path, String content, String name, byte[] bytes, String... pairs) {
        MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
        body.addFormDataPart("content", content);
        for (int i = 0; i < pairs.length; i += 2) {
            body.addFormDataPart(pairs[i], pairs[i + 1]);
        }
        body.addFormDataPart("filename", name, RequestBody.create(bytes));
        return send(request(path).post(body.build()));
    }

    /** Waits for the task that a reply names; how it ended. */
    String ended(Reply started) {
        String upid = started.text();
        assert upid.startsWith("UPID:") : started;
        return fake.world().locked(() -> {
            fake.world()
                    .await(
                            Duration.ofMinutes(1),
                            () -> !fake.world().tasks().find(upid).orElseThrow().running());
            return fake.world().tasks().find(upid).orElseThrow().exit();
        });
    }

    private static String query(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? '?' : '&').append(pairs[i]).append('=');
            text.append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static FormBody form(String... pairs) {
        FormBody.Builder form = new FormBody.Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return form.build();
    }

    private Request.Builder request(String path) {
        return new Request.Builder()
                .url(fake.url() + "/api2/json" + path)
                .header("Authorization", "PVEAPIToken=" + fake.user() + "!asking=" + secret);
    }

    private Reply send(Request.Builder request) {
        try (Response response = client.newCall(request.build()).execute()) {
            String body = response.body().string();
            Map<String, Object> whole = body.isEmpty() ? new LinkedHashMap<>() : JSON.std.mapFrom(body);
            return new Reply(response.code(), response.message(), whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
