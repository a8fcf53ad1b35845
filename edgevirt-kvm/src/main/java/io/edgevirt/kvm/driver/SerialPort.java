package io.edgevirt.kvm.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.kvm.libvirt.Console;
import io.edgevirt.kvm.libvirt.LibvirtClosed;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.spi.SerialText;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One machine's serial port, read by a thread of its own as long as its console is open. */
final class SerialPort implements SerialSession {

    private static final int PIECE = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final UUID uuid;
    private final SerialPorts all;
    private final SerialText text = new SerialText();
    private final Object reopening = new Object();
    private Optional<Console> console = Optional.empty();

    SerialPort(UUID uuid, SerialPorts all) {
        this.uuid = uuid;
        this.all = all;
    }

    UUID uuid() {
        return uuid;
    }

    @Override
    public SerialText text() {
        return text;
    }

    /** Held by whoever opens the port again: a second console would be refused for the sake of the first. */
    Object reopening() {
        return reopening;
    }

    synchronized boolean reading() {
        return console.isPresent();
    }

    /** Reads from a console that was just opened; the one before it, if there is one, is closed. */
    void begin(Console opened) {
        Optional<Console> before;
        synchronized (this) {
            before = console;
            console = Optional.of(opened);
        }
        before.ifPresent(Console::close);
        if (text.ended()) {
            text.restart();
        }
        Thread reader = new Thread(
                () -> read(opened), "edgevirt-serial-" + uuid.toString().substring(0, 8));
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Console from) {
        byte[] piece = new byte[PIECE];
        try {
            for (int length = 0; length >= 0; length = from.read(piece, PATIENCE)) {
                text.append(piece, length);
            }
        } catch (LibvirtError | LibvirtClosed e) {
            // ended by the other side, which is found out below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        from.close();
        if (over(from) && !all.goesOn(this)) {
            endUnlessReading();
        }
    }

    /** Another console may have been opened meanwhile, as on the return to a snapshot. */
    private synchronized void endUnlessReading() {
        if (console.isEmpty()) {
            text.end();
        }
    }

    /** Whether this console was the present one, and not replaced or closed on purpose. */
    private synchronized boolean over(Console which) {
        boolean present = console.filter(c -> c == which).isPresent();
        if (present) {
            console = Optional.empty();
        }
        return present;
    }

    @Override
    public void write(byte[] keys) {
        Console to = writable();
        int taken = Errors.guard(() -> to.write(keys, PATIENCE));
        if (taken < keys.length) {
            throw Errors.because(
                    InvalidStateException::new,
                    "the guest took " + taken + " of " + keys.length + " bytes",
                    "see that something in the guest reads its serial port");
        }
    }

    /** The console; after a lost connection it may only just be opened again, and that is waited for. */
    private Console writable() {
        if (!reading() && !all.goesOn(this)) {
            throw Errors.because(
                    InvalidStateException::new, "the serial port is not open: the machine does not run", "start it");
        }
        synchronized (this) {
            return console.orElseThrow(() -> Errors.because(
                    ConnectionException::new, "the connection to its serial port was lost just now", "try again"));
        }
    }

    /** Ends it for good. */
    void end() {
        Optional<Console> open;
        synchronized (this) {
            open = console;
            console = Optional.empty();
        }
        open.ifPresent(Console::close);
        text.end();
    }
}
