package io.edgevirt.proxmox.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** One connection of a client: HTTP/1.1 as Proxmox's own server speaks it, with its limits. */
final class Connection {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int WORTH_GZIP = 1024;
    private static final int SLOW_REQUEST = 60_000;
    private static final Map<Integer, String> REASONS = Map.of(
            200,
            "OK",
            400,
            "Bad Request",
            401,
            "Unauthorized",
            403,
            "Forbidden",
            404,
            "Not Found",
            411,
            "Length Required",
            500,
            "Internal Server Error",
            501,
            "Not Implemented");

    private final Socket socket;
    private final Service service;
    private final String entry;
    private final Settings settings;

    Connection(Socket socket, Service service, String entry, Settings settings) {
        this.socket = socket;
        this.service = service;
        this.entry = entry;
        this.settings = settings;
    }

    /** Answers requests until the client, an error or a limit ends the connection. */
    void serve() throws IOException {
        socket.setTcpNoDelay(true);
        InputStream input = new BufferedInputStream(socket.getInputStream());
        OutputStream output = socket.getOutputStream();
        socket.setSoTimeout(SLOW_REQUEST);
        boolean open = true;
        for (int count = 1; open; count++) {
            if (count > 1) {
                idle(input);
            }
            HttpRequest request = HttpRequest.head(input);
            boolean last = count >= settings.perConnection || closing(request);
            open = one(request, input, output, last);
        }
    }

    /** Waits for the next request's first byte for as long as a connection may be idle. */
    private void idle(InputStream input) throws IOException {
        socket.setSoTimeout(Math.toIntExact(settings.idle.toMillis()));
        input.mark(1);
        if (input.read() < 0) {
            throw new EOFException();
        }
        input.reset();
        socket.setSoTimeout(SLOW_REQUEST);
    }

    private static boolean closing(HttpRequest request) {
        return request.header("connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    private boolean one(HttpRequest head, InputStream input, OutputStream output, boolean last) throws IOException {
        Optional<Refusal> wrong = wrongBody(head);
        if (wrong.isPresent()) {
            write(output, head, Answer.refused(wrong.get()), true);
            return false;
        }
        HttpRequest request = head.withBody(input);
        Service.Reply reply = service.answer(request, entry);
        if (reply.socket().isPresent()) {
            upgrade(request, reply, input, output);
            return false;
        }
        Answer answer = reply.answer();
        boolean close = last || answer.status() >= 400;
        write(output, request, answer, close);
        return !close;
    }

    private static Optional<Refusal> wrongBody(HttpRequest head) {
        boolean carries = head.verb().equals("POST") || head.verb().equals("PUT");
        if (head.chunked()) {
            return Optional.of(new Refusal(501, "chunked transfer encoding not supported"));
        }
        if (!carries && head.length().orElse(0) > 0) {
            return Optional.of(new Refusal(501, "Unexpected content for method '" + head.verb() + "'"));
        }
        if (carries && head.length().isEmpty()) {
            return Optional.of(new Refusal(411, "Length Required"));
        }
        return Optional.empty();
    }

    private void write(OutputStream output, HttpRequest request, Answer answer, boolean close) throws IOException {
        boolean gzip = answer.body().length > WORTH_GZIP
                && request.header("accept-encoding")
                        .filter(all -> all.contains("gzip"))
                        .isPresent();
        byte[] body = gzip ? gzipped(answer.body()) : answer.body();
        String reason = answer.reason().isEmpty() ? REASONS.getOrDefault(answer.status(), "") : answer.reason();
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + reason.replaceAll("\\s+", " "));
        head.append("\r\nCache-Control: max-age=0\r\nPragma: no-cache\r\nServer: pve-api-daemon/3.0\r\nConnection: ");
        head.append(close ? "close" : "Keep-Alive");
        head.append("\r\nContent-Type: ").append(answer.type());
        head.append(gzip ? "\r\nContent-Encoding: gzip" : "");
        head.append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        output.write(whole.toByteArray());
        output.flush();
    }

    private static byte[] gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private void upgrade(HttpRequest request, Service.Reply reply, InputStream input, OutputStream output)
            throws IOException {
        String key = request.header("sec-websocket-key").orElse("");
        if (key.isEmpty() || !request.header("sec-websocket-version").orElse("").equals("13")) {
            write(output, request, Answer.refused(new Refusal(400, "missing Sec-Websocket-Key")), true);
            return;
        }
        String protocol = request.header("sec-websocket-protocol")
                .filter(all -> all.contains("binary"))
                .map(all -> "Sec-WebSocket-Protocol: binary\r\n")
                .orElse("");
        output.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n" + protocol + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
        socket.setSoTimeout(0);
        Frames.Writer writer = new Frames.Writer(output);
        reply.socket().orElseThrow().serve(reply.request().orElseThrow(), new Frames.Reader(input, writer), writer);
    }

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
