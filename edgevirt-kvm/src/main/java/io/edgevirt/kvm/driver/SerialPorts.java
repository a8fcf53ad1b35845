package io.edgevirt.kvm.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.kvm.libvirt.Console;
import io.edgevirt.kvm.libvirt.LibvirtClosed;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.spi.SerialSession;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serial ports whose text this connection collects: of machines that it started, and of those that it was asked for.
 * libvirt lets one client read a port at a time, so {@code virsh console} wants {@code --force} meanwhile, after which
 * the text here ends; a port that somebody else reads is not taken from them.
 */
final class SerialPorts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialPorts.class);

    private static final Duration LOCKED = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Reads reads;
    private final Map<UUID, SerialPort> ports = new ConcurrentHashMap<>();
    private volatile boolean closed;

    SerialPorts(Reads reads) {
        this.reads = reads;
    }

    /** Begins to collect from a machine that is about to run; a port that cannot be read does not stop its start. */
    void begin(UUID uuid) {
        try {
            port(uuid).begin(open(uuid));
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
            LOG.debug("the serial port of {} cannot be read", uuid, e);
        }
    }

    /** The collected text; of a machine that is off, of which nothing was collected, an ended one. */
    SerialSession of(UUID uuid) {
        SerialPort port = port(uuid);
        synchronized (port.reopening()) {
            return reading(port);
        }
    }

    private SerialSession reading(SerialPort port) {
        UUID uuid = port.uuid();
        if (port.reading()) {
            return port;
        }
        if (!reads.active(uuid)) {
            port.text().end();
            return port;
        }
        try {
            port.begin(open(uuid));
            return port;
        } catch (LibvirtError e) {
            if (!e.connectionLost() && said(e, "console session")) {
                throw Errors.because(
                        ConflictException::new,
                        "somebody else reads its serial port: " + e.getMessage(),
                        "end the other console, such as virsh console");
            }
            throw e;
        }
    }

    private SerialPort port(UUID uuid) {
        return ports.computeIfAbsent(uuid, u -> new SerialPort(u, this));
    }

    /** Opens a port for its writer if it is not open, or waits for who is about to. */
    void open(SerialPort port) {
        synchronized (port.reopening()) {
            reading(port);
        }
    }

    /** Whether the connection is there, as far as is known. */
    boolean connected() {
        return reads.lib().alive();
    }

    /**
     * Opens a console. libvirtd locks its terminal by a file with its process id, which a killed one leaves behind: the
     * next one refuses the console until no process has that id any more, and a dead one has it until it is reaped.
     */
    private Console open(UUID uuid) {
        long deadline = System.nanoTime() + LOCKED.toNanos();
        while (true) {
            try {
                return reads.lib().consoles().open(uuid, null, 0);
            } catch (LibvirtError e) {
                boolean locked = !e.connectionLost() && said(e, "locked by lock file");
                if (!locked
                        || closed
                        || System.nanoTime() - deadline >= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.debug("the serial port of {} is still locked", uuid, e);
                LockSupport.parkNanos(GLANCE.toNanos());
            }
        }
    }

    private static boolean said(LibvirtError e, String words) {
        return String.valueOf(e.getMessage()).contains(words);
    }

    /**
     * After a console ended: opens it again if the machine runs on, as after a return to a snapshot.
     *
     * @return whether the text goes on, now or once the connection is made anew
     */
    boolean goesOn(SerialPort port) {
        synchronized (port.reopening()) {
            return port.reading() || reopened(port);
        }
    }

    private boolean reopened(SerialPort port) {
        if (closed) {
            return false;
        }
        try {
            if (!reads.active(port.uuid())) {
                return false;
            }
            port.begin(open(port.uuid()));
            return true;
        } catch (LibvirtError e) {
            LOG.debug("the serial port of {} cannot be opened again", port.uuid(), e);
            return e.connectionLost();
        } catch (LibvirtClosed e) {
            return !closed;
        }
    }

    /** The connection was made anew: what was open is opened again, and what stopped meanwhile has ended. */
    void renewed() {
        ports.values().stream().filter(p -> !p.reading() && !p.text().ended()).forEach(SerialPort::resume);
    }

    /** Forgets a machine that is gone. */
    void forget(UUID uuid) {
        SerialPort port = ports.remove(uuid);
        if (port != null) {
            port.end();
        }
    }

    @Override
    public void close() {
        closed = true;
        ports.values().forEach(SerialPort::end);
        ports.clear();
    }
}
