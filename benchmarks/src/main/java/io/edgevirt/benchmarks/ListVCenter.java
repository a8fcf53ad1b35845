package io.edgevirt.benchmarks;

import io.edgevirt.VMInfo;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.soap.Channel;
import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.ReplyReader;
import io.edgevirt.vsphere.soap.Roots;
import io.edgevirt.vsphere.soap.Vim;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lists the machines of a simulated vCenter with name, state, processors, memory, host and path, beside a bare StAX read
 * of the same reply through the same client, and beside vijava's getters. Prints medians in milliseconds and requests.
 */
final class ListVCenter {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ROUNDS = 21;
    private static final int WARM = 10;
    /** vijava reads at most so many machines, and its time is multiplied. */
    private static final int SAMPLE = 1000;

    private final AtomicInteger requests = new AtomicInteger();
    private String body = "";

    private ListVCenter() {}

    /** Takes the simulator's program, the number of machines and the delay of each reply in milliseconds. */
    public static void main(String... args) throws Exception {
        int machines = Integer.parseInt(args[1]);
        try (SimulatedVCenter server = new SimulatedVCenter(args[0], machines, Integer.parseInt(args[2]))) {
            new ListVCenter().measure(server, machines, args[2]);
        }
    }

    private void measure(SimulatedVCenter server, int machines, String delay) throws Exception {
        try (Vim vim = server.connect(counting())) {
            Roots roots = Roots.of(vim.content());
            Inventory inventory = new Inventory(noting(vim), roots, TIMEOUT);
            requests.set(0);
            List<VMInfo> listed = list(inventory, roots);
            int sent = requests.get();
            if (listed.size() != machines) {
                throw new IllegalStateException(listed.size() + " machines of " + machines);
            }
            double[] bare = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int i = -WARM; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                vim.post("RetrievePropertiesEx", body, TIMEOUT, ListVCenter::bare);
                long middle = System.nanoTime();
                list(inventory, roots);
                if (i >= 0) {
                    bare[i] = (middle - begin) / 1e6;
                    ours[i] = (System.nanoTime() - middle) / 1e6;
                }
            }
            List<String> ids = listed.stream().limit(SAMPLE).map(VMInfo::id).toList();
            VijavaGetters vijava = new VijavaGetters(server);
            vijava.read(ids.subList(0, Math.min(20, ids.size())));
            long begin = System.nanoTime();
            int asked = vijava.read(ids);
            double share = (double) listed.size() / ids.size();
            double getters = (System.nanoTime() - begin) / 1e6 * share;
            print(machines, delay, median(bare), median(ours), getters, sent, (int) (asked * share));
            inventory.close();
        }
    }

    private static void print(
            int machines, String delay, double bare, double ours, double getters, int sent, int asked) {
        System.out.printf(
                "%-34s %10s %8s %9s%n",
                machines + " MACHINES, delay " + delay + " ms", "MEDIAN ms", "RATIO", "REQUESTS");
        System.out.printf("%-34s %10.1f %8.2f %9d%n", "bare StAX read", bare, 1.0, 1);
        System.out.printf("%-34s %10.1f %8.2f %9d%n", "EdgeVirt", ours, ours / bare, sent);
        System.out.printf("%-34s %10.0f %8.2f %9d%n", "vijava's getters", getters, getters / bare, asked);
        System.out.printf("EdgeVirt is %.0f times as fast as vijava's getters%n", getters / ours);
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<VMInfo> list(Inventory inventory, Roots roots) {
        return MachineReader.machines(
                inventory.all(MachineReader.WANTED), roots.rootFolder().id(), Instant.now());
    }

    private Wire counting() {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                requests.incrementAndGet();
                return send.call();
            }
        };
    }

    /** Notes the body of the bulk request, so that the bare read sends the same. */
    private Channel noting(Vim vim) {
        return new Channel() {
            @Override
            public <T> T post(String method, String text, Duration readTimeout, ReplyReader<T> reader) {
                body = method.equals("RetrievePropertiesEx") ? text : body;
                return vim.post(method, text, readTimeout, reader);
            }
        };
    }

    /** Reads all names and values, and keeps none. */
    private static int bare(InputStream reply) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(reply, "UTF-8");
            int length = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS) {
                    length += xml.getText().length();
                } else if (event == XMLStreamConstants.START_ELEMENT && xml.getAttributeCount() > 0) {
                    length += xml.getAttributeValue(0).length();
                }
            }
            return length;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
