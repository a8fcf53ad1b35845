package io.edgevirt.benchmarks;

import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.soap.Channel;
import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.ReplyReader;
import io.edgevirt.vsphere.soap.Roots;
import io.edgevirt.vsphere.soap.Vim;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lists the machines of a simulated vCenter as users do, by {@code hv.vms().list()}, with name, state, processors, memory,
 * host and path; beside a bare StAX read of the same properties, whose reply is parsed and dropped, and beside vijava's
 * getters. Prints medians in milliseconds, their ratios and the requests of one listing.
 */
final class ListVCenter {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ROUNDS = 21;
    private static final int WARM = 10;
    /** vijava reads at most so many machines, once; for more, its time and requests are multiplied. */
    private static final int SAMPLE = 1000;

    private static final int VIJAVA_WARM = 20;

    private final AtomicInteger requests = new AtomicInteger();
    private final PrintStream out;
    private String body = "";

    private ListVCenter(PrintStream out) {
        this.out = out;
    }

    /** Takes the simulator's program, the number of machines and the delay of each reply in milliseconds. */
    public static void main(String... args) throws Exception {
        run(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), System.out);
    }

    static void run(String simulator, int machines, int delay, PrintStream out) throws Exception {
        try (SimulatedVCenter server = new SimulatedVCenter(simulator, machines, delay)) {
            new ListVCenter(out).measure(server, machines, delay);
        }
    }

    private void measure(SimulatedVCenter server, int machines, int delay) throws Exception {
        try (Hypervisor hv = server.hypervisor(this::counting);
                Vim vim = server.connect(direct())) {
            noteBody(vim);
            hv.vms().list(); // makes the view, once per connection
            requests.set(0);
            List<VM> listed = hv.vms().list();
            int sent = requests.get();
            if (listed.size() != machines) {
                throw new IllegalStateException(listed.size() + " machines of " + machines);
            }
            double[] bare = new double[ROUNDS];
            double[] ours = new double[ROUNDS];
            for (int i = -WARM; i < ROUNDS; i++) {
                double one = milliseconds(() -> vim.post("RetrievePropertiesEx", body, TIMEOUT, ListVCenter::bare));
                double other = milliseconds(() -> hv.vms().list());
                if (i >= 0) {
                    bare[i] = one;
                    ours[i] = other;
                }
            }
            head(machines, delay);
            line("bare StAX read", median(bare), median(bare), 1);
            line("EdgeVirt, hv.vms().list()", median(ours), median(bare), sent);
            vijava(server, listed.stream().map(VM::id).toList(), median(bare), median(ours));
        }
    }

    private void vijava(SimulatedVCenter server, List<String> ids, double bare, double ours) throws Exception {
        List<String> sample = ids.subList(0, Math.min(SAMPLE, ids.size()));
        VijavaGetters vijava = new VijavaGetters(server);
        vijava.read(sample.subList(0, Math.min(VIJAVA_WARM, sample.size())));
        int[] asked = new int[1];
        double took = milliseconds(() -> asked[0] = vijava.read(sample));
        double share = (double) ids.size() / sample.size();
        String name = share > 1 ? "vijava, from " + sample.size() + " machines" : "vijava's getters";
        line(name, took * share, bare, (int) (asked[0] * share));
        out.printf(Locale.ROOT, "EdgeVirt is %.0f times as fast as vijava's getters%n", took * share / ours);
    }

    private void head(int machines, int delay) {
        out.printf(
                Locale.ROOT,
                "%-34s %10s %8s %9s%n",
                machines + " MACHINES, delay " + delay + " ms",
                "MEDIAN ms",
                "RATIO",
                "REQUESTS");
    }

    private void line(String name, double took, double bare, int sent) {
        out.printf(Locale.ROOT, "%-34s %10.1f %8.2f %9d%n", name, took, took / bare, sent);
    }

    private static double milliseconds(Callable<?> what) throws Exception {
        long begin = System.nanoTime();
        what.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Wire counting(Wire below) {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                requests.incrementAndGet();
                return below.call(request, send);
            }
        };
    }

    private static Wire direct() {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                return send.call();
            }
        };
    }

    /** Lists once, over a view of this session's own, so that the bare read can send the same. */
    private void noteBody(Vim vim) {
        new Inventory(noting(vim), Roots.of(vim.content()), TIMEOUT).all(MachineReader.WANTED);
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
