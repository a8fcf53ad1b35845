package io.edgevirt.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** One reply as it goes over the wire, plain and compressed, on a socket that goes on and on one that ends. */
final class ConstantReply {

    /** pveproxy compresses what is longer. */
    private static final int SHORT = 1024;

    private static final int NODES = 3;
    private static final int FIRST = 100;
    private static final long GIB = 1L << 30;

    private final byte[] plain;
    private final byte[] plainLast;
    private final byte[] small;
    private final byte[] smallLast;

    ConstantReply(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] compressed = bytes.length > SHORT ? gzip(bytes) : bytes;
        String encoding = bytes.length > SHORT ? "Content-Encoding: gzip\r\n" : "";
        plain = whole(bytes, "", "Keep-Alive");
        plainLast = whole(bytes, "", "close");
        small = whole(compressed, encoding, "Keep-Alive");
        smallLast = whole(compressed, encoding, "close");
    }

    byte[] bytes(boolean gzip, boolean last) {
        if (gzip) {
            return last ? smallLast : small;
        }
        return last ? plainLast : plain;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] whole(byte[] body, String encoding, String connection) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nCache-Control: max-age=0\r\nConnection: " + connection
                + "\r\nDate: Sat, 22 Nov 2025 10:00:00 GMT\r\nPragma: no-cache\r\nServer: pve-api-daemon/3.0\r\n"
                + encoding + "Content-Length: " + body.length
                + "\r\nContent-Type: application/json;charset=UTF-8\r\nExpires: Sat, 22 Nov 2025 10:00:00 GMT\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.getBytes(StandardCharsets.US_ASCII));
        all.write(body);
        return all.toByteArray();
    }

    /** The version of a server. */
    static String version() {
        return "{\"data\":{\"version\":\"9.1.7\",\"release\":\"9.1\",\"repoid\":\"0a1b2c3d4e5f6a7b\"}}";
    }

    /** The state of a machine that runs. */
    static String status() {
        return "{\"data\":{\"vmid\":100,\"name\":\"edge-0100\",\"status\":\"running\",\"qmpstatus\":\"running\","
                + "\"cpus\":4,\"cpu\":0.0216748893,\"maxmem\":8589934592,\"mem\":4123456789,\"maxdisk\":34359738368,"
                + "\"disk\":0,\"diskread\":1050000123,\"diskwrite\":52428800,\"netin\":123456789,\"netout\":987654,"
                + "\"uptime\":86400,\"pid\":4711,\"agent\":1,\"ha\":{\"managed\":0},\"running-qemu\":\"10.1.2\","
                + "\"running-machine\":\"pc-i440fx-10.1+pve0\",\"tags\":\"edge\"}}";
    }

    /** The machines of a cluster, one half of which run; the same ones each time. */
    static String machines(int number) {
        Random figures = new Random(1);
        return IntStream.range(FIRST, FIRST + number)
                .mapToObj(id -> id % 2 == 0 ? running(id, figures) : row(id, "stopped", "0", 0, figures))
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    private static String running(int id, Random figures) {
        return row(id, "running", Double.toString(figures.nextDouble()), figures.nextInt(8_000_000), figures);
    }

    private static String row(int id, String status, String cpu, int uptime, Random figures) {
        long memory = (1 + figures.nextInt(16)) * GIB;
        boolean runs = uptime > 0;
        return String.format(
                Locale.ROOT,
                "{\"cpu\":%s,\"disk\":0,\"diskread\":%d,\"diskwrite\":%d,\"id\":\"qemu/%d\",\"maxcpu\":%d,"
                        + "\"maxdisk\":%d,\"maxmem\":%d,\"mem\":%d,\"memhost\":%d,\"name\":\"edge-%04d\",\"netin\":%d,"
                        + "\"netout\":%d,\"node\":\"pve%d\",\"status\":\"%s\",\"tags\":\"edge\",\"template\":0,"
                        + "\"type\":\"qemu\",\"uptime\":%d,\"vmid\":%d}",
                cpu,
                runs ? figures.nextLong(GIB) : 0,
                runs ? figures.nextLong(GIB) : 0,
                id,
                1 + figures.nextInt(8),
                32 * GIB,
                memory,
                runs ? memory / 2 + figures.nextInt(1 << 20) : 0,
                runs ? memory / 2 + figures.nextInt(1 << 20) : 0,
                id,
                runs ? figures.nextLong(GIB) : 0,
                runs ? figures.nextLong(GIB) : 0,
                1 + id % NODES,
                status,
                uptime,
                id);
    }
}
