package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.vnc.Terminal;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.spi.SerialText;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One machine's serial port, read by a thread of its own as long as its terminal is open. */
final class SerialPort implements SerialSession {

    private static final Duration LOOK = Duration.ofSeconds(30);

    private final String vmid;
    private final SerialPorts all;
    private final SerialText text = new SerialText();
    private final Object opening = new Object();
    private Optional<Terminal> terminal = Optional.empty();

    SerialPort(String vmid, SerialPorts all) {
        this.vmid = vmid;
        this.all = all;
    }

    String vmid() {
        return vmid;
    }

    @Override
    public SerialText text() {
        return text;
    }

    /** Held by whoever opens the port. */
    Object opening() {
        return opening;
    }

    synchronized boolean reading() {
        return terminal.isPresent();
    }

    /** Reads from a terminal that was just opened. */
    void begin(Terminal opened) {
        synchronized (this) {
            terminal = Optional.of(opened);
        }
        if (text.ended()) {
            text.restart();
        }
        Thread thread = new Thread(() -> read(opened), "edgevirt-serial-" + vmid);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Terminal from) {
        try {
            while (present(from)) {
                byte[] piece = from.read(LOOK);
                if (piece.length > 0) {
                    text.append(piece, piece.length);
                } else {
                    from.ping();
                }
            }
        } catch (IOException e) {
            // ended by the other side, which is found out below
        }
        from.close();
        if (over(from) && !all.goesOn(this)) {
            text.end();
        }
    }

    private synchronized boolean present(Terminal which) {
        return terminal.filter(t -> t == which).isPresent();
    }

    /** Whether this terminal was the present one, and not closed on purpose. */
    private synchronized boolean over(Terminal which) {
        boolean present = present(which);
        if (present) {
            terminal = Optional.empty();
        }
        return present;
    }

    @Override
    public void write(byte[] keys) {
        all.open(this);
        Terminal to;
        synchronized (this) {
            to = terminal.orElseThrow(
                    () -> new InvalidStateException(Failure.of("the serial port is not open: the machine does not run")
                            .backend(Faults.BACKEND)
                            .hint("start it")));
        }
        try {
            to.write(keys);
        } catch (IOException e) {
            throw new ConnectionException(Failure.of("the serial port's connection is lost: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .outcome(io.edgevirt.Outcome.UNKNOWN)
                    .cause(e));
        }
    }

    /** Ends it for good. */
    void end() {
        Optional<Terminal> open;
        synchronized (this) {
            open = terminal;
            terminal = Optional.empty();
        }
        open.ifPresent(Terminal::close);
        text.end();
    }
}
