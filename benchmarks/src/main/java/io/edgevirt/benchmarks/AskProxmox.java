package io.edgevirt.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Asks a constant server in the place of Proxmox VE for 100 machines' states and for 10 listings of 1,000 machines: by
 * EdgeVirt, by a plain loop over OkHttp and by one over the JDK's client. Within each round the three take short turns, so
 * that all meet the same load of the machine, and no socket is idle for long. Prints medians of a round's time and of its
 * processor time, of all threads but the server's, in milliseconds, their ratios to OkHttp's, the requests of a round, and
 * the sockets that a round opened on average.
 */
final class AskProxmox {

    static final int CALLS = 100;
    static final int LISTINGS = 10;

    /** Turns of each client in a round. */
    private static final int TURNS = 10;

    private static final int NEAR = 0;
    private static final int FAR = 20;
    private static final String BASE = "plain OkHttp loop";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ConstantProxmox server;
    private final int rounds;
    private final int warm;

    private AskProxmox(ConstantProxmox server, int rounds, int warm) {
        this.server = server;
        this.rounds = rounds;
        this.warm = warm;
    }

    /** Over loopback, and with 20 ms for a round trip. */
    public static void main(String... args) throws Exception {
        run(NEAR, 81, 60, System.out);
        run(FAR, 9, 1, System.out);
    }

    static void run(int roundTrip, int rounds, int warm, PrintStream out) throws Exception {
        try (ConstantProxmox server = new ConstantProxmox(roundTrip);
                ProxmoxClient edgevirt = new ProxmoxClient.ByEdgeVirt(server);
                ProxmoxClient okHttp = new ProxmoxClient.ByOkHttp(server);
                ProxmoxClient jdk = new ProxmoxClient.ByJdk(server)) {
            Map<String, ProxmoxClient> clients = new LinkedHashMap<>();
            clients.put(BASE, okHttp);
            clients.put("EdgeVirt", edgevirt);
            clients.put("plain loop over the JDK's client", jdk);
            AskProxmox ask = new AskProxmox(server, rounds, warm);
            ask.table(CALLS + " CALLS, round trip " + roundTrip + " ms", clients, AskProxmox::calls, out);
            ask.table(LISTINGS + " LISTINGS, round trip " + roundTrip + " ms", clients, AskProxmox::listings, out);
        }
    }

    /** What a client does in one turn. */
    @FunctionalInterface
    private interface Turn {
        void take(ProxmoxClient client) throws Exception;
    }

    private static void calls(ProxmoxClient client) throws Exception {
        for (int i = 0; i < CALLS / TURNS; i++) {
            String state = client.small();
            if (!state.equals("running")) {
                throw new IllegalStateException("the machine is " + state);
            }
        }
    }

    private static void listings(ProxmoxClient client) throws Exception {
        for (int i = 0; i < LISTINGS / TURNS; i++) {
            int machines = client.listing();
            if (machines != ConstantProxmox.MACHINES) {
                throw new IllegalStateException(machines + " machines");
            }
        }
    }

    /** What the rounds of one client took. */
    private static final class Taken {
        private final double[] time;
        private final double[] processor;
        private int requests;
        private int sockets;

        Taken(int rounds) {
            time = new double[rounds];
            processor = new double[rounds];
        }
    }

    private void table(String title, Map<String, ProxmoxClient> clients, Turn turn, PrintStream out) throws Exception {
        Map<String, Taken> all = new LinkedHashMap<>();
        clients.keySet().forEach(name -> all.put(name, new Taken(rounds)));
        for (int i = -warm; i < rounds; i++) {
            for (int t = 0; t < TURNS; t++) {
                for (Map.Entry<String, ProxmoxClient> client : clients.entrySet()) {
                    measure(client.getValue(), turn, Objects.requireNonNull(all.get(client.getKey())), i);
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%-34s %10s %7s %10s %7s %9s %8s%n",
                title,
                "MEDIAN ms",
                "RATIO",
                "CPU ms",
                "RATIO",
                "REQUESTS",
                "SOCKETS");
        Taken base = Objects.requireNonNull(all.get(BASE));
        all.forEach((name, taken) -> line(name, taken, base, out));
    }

    private void measure(ProxmoxClient client, Turn turn, Taken taken, int round) throws Exception {
        int requests = server.requests();
        int sockets = server.sockets();
        double processor = processor();
        long begin = System.nanoTime();
        turn.take(client);
        if (round >= 0) {
            taken.time[round] += (System.nanoTime() - begin) / 1e6;
            taken.processor[round] += processor() - processor;
            taken.requests += server.requests() - requests;
            taken.sockets += server.sockets() - sockets;
        }
    }

    private static void line(String name, Taken taken, Taken base, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-34s %10.1f %7.2f %10.1f %7.2f %9d %8.1f%n",
                name,
                median(taken.time),
                median(taken.time) / median(base.time),
                median(taken.processor),
                median(taken.processor) / median(base.processor),
                taken.requests / taken.time.length,
                (double) taken.sockets / taken.time.length);
    }

    /** Milliseconds that the threads of this process used, but for the server's and those of the JVM itself. */
    private static double processor() {
        long sum = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && !ConstantProxmox.serves(thread.getThreadName())) {
                sum += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
