package io.edgevirt.engine;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.SerialConsole;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.spi.SerialText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a machine's serial port from where it stopped. */
final class SerialHandle implements SerialConsole {

    private static final int SHOWN = 400;
    /** How soon a lost connection that could not be made anew is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final VMHandle vm;
    private final SerialSession session;
    private long position;

    SerialHandle(VMHandle vm, SerialSession session) {
        this.vm = vm;
        this.session = session;
    }

    @Override
    public synchronized String await(String marker, Duration atMost) {
        SerialText text = session.text();
        byte[] wanted = marker.getBytes(StandardCharsets.UTF_8);
        Engine engine = vm.engine();
        Deadline deadline = engine.deadline(atMost);
        Bell bell = new Bell();
        Runnable stop = text.listen(bell::ring);
        try {
            while (true) {
                engine.session().ensureOpen(new What("serial", vm.name()));
                boolean ended = text.ended(); // asked first: what came before the end is then seen
                SerialText.Found found = text.find(wanted, position);
                if (found.found()) {
                    position = found.end();
                    return found.text();
                }
                if (ended) {
                    throw new InvalidStateException(failure("the text ended before '" + marker
                            + "' appeared: the machine stopped, or its serial port was closed"));
                }
                boolean connected = connected(engine);
                if (deadline.passed()) {
                    throw connected
                            ? new OperationTimeoutException(failure("'" + marker + "' did not appear within " + atMost))
                            : new ConnectionException(failure("the connection is lost, and could not be made anew"));
                }
                engine.pace().pause(bell, deadline.left(connected ? atMost : AGAIN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationTimeoutException(
                    failure("the wait was interrupted").outcome(Outcome.UNKNOWN));
        } finally {
            stop.run();
        }
    }

    /** Nobody else may be there to notice that the connection is lost, and to make it anew. */
    private boolean connected(Engine engine) {
        try {
            engine.session().read(new What("serial", vm.name()), () -> {
                session.checkConnection();
                return true;
            });
            return true;
        } catch (ConnectionException e) {
            return false;
        }
    }

    private Failure failure(String message) {
        String seen = session.text().since(position);
        String tail = seen.length() > SHOWN ? "…" + seen.substring(seen.length() - SHOWN) : seen;
        return Failure.of(message)
                .within(vm.engine().backend(), "serial", vm.name())
                .lastSeen(tail.isEmpty() ? "(no text)" : tail.strip());
    }

    @Override
    public String text() {
        return session.text().since(0);
    }

    @Override
    public SerialConsole type(String keys) {
        vm.engine().session().send(new What("serial", vm.name()), () -> {
            session.write(keys.getBytes(StandardCharsets.UTF_8));
            return true;
        });
        return this;
    }

    @Override
    public void close() {
        // the session belongs to the machine: the driver ends it with the connection
    }

    @Override
    public String toString() {
        return "serial console of " + vm.name() + ", " + session.text().position() + " bytes so far";
    }
}
