package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.ExportRequests;
import io.edgevirt.vsphere.translate.OvfRequests;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to send or read a machine's files, which ends when nothing is heard of it. */
final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final String STATE = "state";
    private static final String INFO = "info";
    private static final String ERROR = "error";
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final long LONGEST_MILLIS = 1000;

    /** A lease lasts minutes; vSphere's own tools tell of themselves as often. */
    private static final Duration PULSE = Duration.ofSeconds(10);

    private final Site site;
    private final String id;

    private Lease(Site site, String id) {
        this.site = site;
        this.id = id;
    }

    /** Asks for one. */
    static Lease open(Site site, Request request, String token) {
        return new Lease(
                site,
                site.vim()
                        .send(request, token)
                        .filter(ManagedObjectReference.class::isInstance)
                        .map(r -> ((ManagedObjectReference) r).getVal())
                        .orElseThrow(
                                () -> new OperationFailedException(Failure.of(request.method() + " returned no lease")
                                        .backend(Faults.BACKEND))));
    }

    /** Waits until files can go through; the machine may be made meanwhile. */
    Element ready(BooleanSupplier ended) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        long pause = 20;
        while (true) {
            Managed now = read();
            String state = now.at(STATE).text();
            if (state.equals("ready")) {
                return now.at(INFO);
            }
            if (!state.equals("initializing")) {
                Element error = now.at(ERROR);
                throw error.at("fault").type().isEmpty()
                        ? failed("the lease is " + state)
                        : Faults.of(
                                error.at("fault").type(),
                                error.text("localizedMessage").orElse(""));
            }
            if (ended.getAsBoolean()) {
                throw failed("it was ended before the lease was ready");
            }
            if (System.nanoTime() - end > 0) {
                throw new OperationTimeoutException(
                        Failure.of("the lease was not ready within " + AT_MOST.toMinutes() + " minutes")
                                .backend(Faults.BACKEND)
                                .lastSeen(state));
            }
            sleep(pause);
            pause = Math.min(LONGEST_MILLIS, 2 * pause);
        }
    }

    private Managed read() {
        return site.inventory().one(new Reference("HttpNfcLease", id), STATE, INFO, ERROR);
    }

    private static OperationFailedException failed(String why) {
        return new OperationFailedException(Failure.of(why).backend(Faults.BACKEND));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted while a lease was waited for");
        }
    }

    /** Whether its files are known to be through: a lease that is done is soon forgotten. */
    boolean done() {
        try {
            return read().at(STATE).text().equals("done");
        } catch (io.edgevirt.NotFoundException e) {
            return true;
        }
    }

    /** Asks what was sent through it. */
    Request manifest() {
        return ExportRequests.manifest(id);
    }

    void complete() {
        site.vim().send(OvfRequests.complete(id));
    }

    /** Ends it early, as well as that can be done; else it ends by itself when nothing is heard of it. */
    void abort() {
        try {
            site.vim().send(OvfRequests.abort(id));
        } catch (EdgeVirtException e) {
            LOG.debug("the lease {} could not be ended", id, e);
        }
    }

    /** Tells now and then how far it has come, until it is closed. */
    Pulse pulse(DoubleSupplier fraction) {
        return new Pulse(fraction);
    }

    /** Keeps the lease alive. */
    final class Pulse implements AutoCloseable {

        private final CountDownLatch closing = new CountDownLatch(1);

        private Pulse(DoubleSupplier fraction) {
            Thread thread = new Thread(() -> beat(fraction), "edgevirt-vsphere-lease");
            thread.setDaemon(true);
            thread.start();
        }

        private void beat(DoubleSupplier fraction) {
            try {
                do {
                    tell((int) (100 * Math.min(1.0, fraction.getAsDouble())));
                } while (!closing.await(PULSE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void tell(int percent) {
            try {
                site.vim().send(OvfRequests.progress(id, percent));
            } catch (EdgeVirtException e) {
                LOG.debug("the lease {} could not be told of {} percent", id, percent, e);
            }
        }

        @Override
        public void close() {
            closing.countDown();
        }
    }
}
