package io.edgevirt.kvm.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.kvm.libvirt.Console;
import io.edgevirt.kvm.libvirt.LibvirtClosed;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.spi.SerialText;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One machine's serial port, read by a thread of its own as long as its console is open. */
final class SerialPort implements SerialSession {

    private static final int PIECE = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOST = "the connection to libvirt is lost";
    private static final String HINT = "see that libvirtd runs; the connection is made anew with the next call";

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

    /** Whether its text is collected; not of a console that has ended, which its reader may not have noticed yet. */
    synchronized boolean reading() {
        return console.filter(Console::isOpen).isPresent();
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
        thread(() -> read(opened));
    }

    /** Opens it again, on a thread of its own: libvirt may refuse that for some seconds. */
    void resume() {
        thread(this::goOn);
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "edgevirt-serial-" + uuid.toString().substring(0, 8));
        thread.setDaemon(true);
        thread.start();
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
        if (over(from)) {
            goOn();
        }
    }

    private void goOn() {
        if (!all.goesOn(this)) {
            endUnlessReading();
        }
        text.append(new byte[0], 0); // who waits for text sees that the connection is lost, if it is
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
        Console to = Errors.guard(this::writable);
        int taken = Errors.guard(() -> to.write(keys, PATIENCE));
        if (taken < keys.length) {
            throw Errors.because(
                    InvalidStateException::new,
                    "the guest took " + taken + " of " + keys.length + " bytes",
                    "see that something in the guest reads its serial port");
        }
    }

    /** The console; one that is just being opened again is waited for. */
    private Console writable() {
        if (!all.connected()) { // nothing was sent yet, so the engine may make it anew and send it again
            throw Errors.because(SessionExpiredException::new, LOST, HINT);
        }
        all.open(this);
        synchronized (this) {
            return console.filter(Console::isOpen)
                    .orElseThrow(() -> Errors.because(
                            InvalidStateException::new,
                            "the serial port is not open: the machine does not run",
                            "start it"));
        }
    }

    @Override
    public void checkConnection() {
        if (!all.connected()) {
            throw Errors.because(ConnectionException::new, LOST, HINT);
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
