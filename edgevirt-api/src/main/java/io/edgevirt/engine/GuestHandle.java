package io.edgevirt.engine;

import io.edgevirt.ExecResult;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.Guest;
import io.edgevirt.GuestAddress;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Violation;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** What can be done inside a guest. */
final class GuestHandle implements Guest {

    private final VMHandle vm;
    private final Optional<GuestLogin> login;

    GuestHandle(VMHandle vm, Optional<GuestLogin> login) {
        this.vm = vm;
        this.login = login;
    }

    @Override
    public Guest as(String user, Secret password) {
        return new GuestHandle(vm, Optional.of(new GuestLogin(user, password)));
    }

    @Override
    public List<GuestAddress> addresses() {
        return ask(Optional.empty());
    }

    @Override
    public List<GuestAddress> addresses(GuestAddress.Source source) {
        return ask(Optional.of(source));
    }

    private List<GuestAddress> ask(Optional<GuestAddress.Source> source) {
        return vm.inside(Feature.GUEST_ADDRESSES, "addresses", role -> role.addresses(vm.ref(), login, source));
    }

    @Override
    public GuestAddress awaitAddress(Duration atMost) {
        return awaitAddress(Optional.empty(), atMost);
    }

    @Override
    public GuestAddress awaitAddress(GuestAddress.Source source, Duration atMost) {
        return awaitAddress(Optional.of(source), atMost);
    }

    private GuestAddress awaitAddress(Optional<GuestAddress.Source> source, Duration atMost) {
        String wanted = "an address" + source.map(s -> " from " + s).orElse("");
        AtomicReference<String> seen = new AtomicReference<>("no address");
        return await("addresses", wanted, atMost, seen::get, () -> {
            List<GuestAddress> now = ask(source);
            if (!now.isEmpty()) {
                seen.set(now.toString());
            }
            return now.stream().filter(a -> reachable(a.address())).findFirst();
        });
    }

    private static boolean reachable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress();
    }

    @Override
    public ExecResult exec(Duration atMost, String... command) {
        if (command.length == 0 || command[0].isBlank()) {
            throw vm.engine()
                    .session()
                    .within(
                            new What("exec", vm.name()),
                            InvalidSpecException.of(List.of(new Violation(
                                    "command", "(none)", "a program and its arguments", "name a program"))));
        }
        String process = send(Feature.GUEST_EXEC, "exec", role -> role.exec(vm.ref(), login, List.of(command)));
        return await(
                "exec",
                "the end of " + command[0],
                atMost,
                () -> "still running",
                () -> vm.inside(Feature.GUEST_EXEC, "exec", role -> role.ended(vm.ref(), login, process)));
    }

    private <T> T await(
            String operation,
            String wanted,
            Duration atMost,
            Supplier<String> lastSeen,
            Supplier<Optional<T>> question) {
        Engine engine = vm.engine();
        Deadline deadline = engine.deadline(atMost);
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
        Bell bell = new Bell();
        try {
            while (true) {
                Optional<T> answer = question.get();
                if (answer.isPresent()) {
                    return answer.get();
                }
                if (deadline.passed()) {
                    throw new OperationTimeoutException(failure(operation, wanted + " was not seen within " + atMost)
                            .lastSeen(lastSeen.get()));
                }
                engine.pace().pause(bell, deadline.left(backoff.next()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationTimeoutException(failure(operation, "the wait was interrupted"));
        }
    }

    private Failure failure(String operation, String message) {
        return Failure.of(message)
                .within(vm.engine().backend(), operation, vm.name())
                .outcome(Outcome.UNKNOWN);
    }

    @Override
    public byte[] read(String path) {
        return vm.inside(Feature.GUEST_FILES, "read", role -> role.readFile(vm.ref(), login, path));
    }

    @Override
    public void write(String path, byte[] content) {
        send(Feature.GUEST_FILES, "write", role -> {
            role.writeFile(vm.ref(), login, path, content);
            return true;
        });
    }

    /** Changes something in the guest: unlike a question, it is not sent again after a lost reply. */
    private <T> T send(Feature feature, String operation, Function<InsideRole, T> ask) {
        Engine engine = vm.engine();
        engine.require(feature, operation, vm.name());
        return engine.session().send(new What(operation, vm.name()), () -> {
            InsideRole role = engine.driver().inside().orElseThrow(() -> engine.refusal(feature, operation, vm.name()));
            return ask.apply(role);
        });
    }

    @Override
    public String toString() {
        return "guest of " + vm.name() + login.map(l -> " as " + l.user()).orElse("");
    }
}
