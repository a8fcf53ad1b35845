package io.edgevirt.proxmox.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * An upload's body. pveproxy reads it as it comes, by patterns of its own: the fields in this order, the file last, each
 * part's name in its first header, and the length of all of it told beforehand.
 */
final class Multipart extends RequestBody {

    private static final List<String> ORDER = List.of("content", "checksum-algorithm", "checksum");
    private static final int CHUNK = 64 * 1024;

    private final String boundary = "edgevirt" + UUID.randomUUID().toString().replace("-", "");
    private final UploadFile file;
    private final LongConsumer progress;
    private final byte[] before;
    private final byte[] after;
    private volatile boolean whole;

    Multipart(Call call, UploadFile file, LongConsumer progress) {
        this.file = file;
        this.progress = progress;
        StringBuilder text = new StringBuilder();
        for (Argument argument : call.arguments()) {
            if (!ORDER.contains(argument.name())) {
                throw new IllegalArgumentException("an upload has no " + argument.name());
            }
        }
        for (String name : ORDER) {
            call.argument(name)
                    .ifPresent(value -> text.append("--")
                            .append(boundary)
                            .append("\r\nContent-Disposition: form-data; name=\"")
                            .append(name)
                            .append("\"\r\n\r\n")
                            .append(value)
                            .append("\r\n"));
        }
        text.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"")
                .append(file.name())
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        before = text.toString().getBytes(StandardCharsets.UTF_8);
        after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public MediaType contentType() {
        return MediaType.get("multipart/form-data; boundary=" + boundary);
    }

    @Override
    public long contentLength() {
        return before.length + file.size() + after.length;
    }

    /** Whether all of it went out: before that Proxmox VE does nothing. */
    boolean whole() {
        return whole;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(before);
        try (InputStream bytes = file.source().open()) {
            byte[] chunk = new byte[CHUNK];
            long done = 0;
            for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
                sink.write(chunk, 0, n);
                done += n;
                progress.accept(done);
            }
            if (done != file.size()) {
                throw new IOException("the file had " + done + " bytes and not the " + file.size() + " that were told");
            }
        }
        whole = true;
        sink.write(after);
        sink.flush();
    }
}
