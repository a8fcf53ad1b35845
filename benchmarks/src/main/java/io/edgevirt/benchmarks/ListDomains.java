package io.edgevirt.benchmarks;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Lists all machines of a libvirt host with name, state, memory and processors, in the ways there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ListDomains {

    /** The host; a test driver inside the process unless given with {@code -p uri=…}. */
    @Param("test:///default")
    public String uri = "";

    private final List<AutoCloseable> open = new ArrayList<>();
    private BareLibvirt bare;
    private Hypervisor hypervisor;
    private Connect connect;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init") // JMH calls connect() first
    public ListDomains() {}

    /**
     * Opens a connection of each kind.
     *
     * @throws LibvirtException if libvirt-java gets none
     */
    @Setup
    public void connect() throws LibvirtException {
        bare = new BareLibvirt(uri);
        open.add(bare);
        hypervisor = EdgeVirt.connect(uri);
        open.add(hypervisor);
        connect = new Connect(uri);
        open.add(connect::close);
    }

    /**
     * Closes them.
     *
     * @throws Exception if one cannot be closed
     */
    @TearDown
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
    }

    /**
     * libvirt's bulk call, its answer thrown away.
     *
     * @return how many there are
     */
    @Benchmark
    public int bareBulkCall() {
        return bare.list();
    }

    /**
     * EdgeVirt's listing, read to the end.
     *
     * @return how many there are
     */
    @Benchmark
    public int edgevirt() {
        List<VM> vms = hypervisor.vms().list();
        return vms.size();
    }

    /**
     * libvirt-java by names and ids: a look-up and a question each.
     *
     * @return the sum of their processors, so that all are read
     * @throws LibvirtException if it fails
     */
    @Benchmark
    public long libvirtJavaOneByOne() throws LibvirtException {
        long processors = 0;
        for (String name : connect.listDefinedDomains()) {
            processors += processors(connect.domainLookupByName(name));
        }
        for (int id : connect.listDomains()) {
            processors += processors(connect.domainLookupByID(id));
        }
        return processors;
    }

    /**
     * libvirt-java's own list, then a question each.
     *
     * @return the sum of their processors, so that all are read
     * @throws LibvirtException if it fails
     */
    @Benchmark
    public long libvirtJavaListAll() throws LibvirtException {
        long processors = 0;
        for (Domain domain : connect.listAllDomains(0)) {
            processors += processors(domain);
        }
        return processors;
    }

    private static long processors(Domain domain) throws LibvirtException {
        domain.getName();
        long processors = domain.getInfo().nrVirtCpu;
        domain.free();
        return processors;
    }

    /**
     * A whole run of {@code virsh list --all}.
     *
     * @return how many bytes it printed
     * @throws IOException if virsh cannot be started
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public int virsh() throws IOException, InterruptedException {
        Process virsh = new ProcessBuilder("virsh", "-q", "-c", uri, "list", "--all")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int printed = virsh.getInputStream().readAllBytes().length;
        if (virsh.waitFor() != 0) {
            throw new IllegalStateException("virsh failed on " + uri);
        }
        return printed;
    }
}
