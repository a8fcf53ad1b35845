package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The shape of most calls on a domain: look it up, act, free it. */
final class DomainCalls {

    private final Session session;

    DomainCalls(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    Libvirt lib() {
        return session.lib;
    }

    /** Acts; negative answers are errors. */
    int act(UUID uuid, String request, ToIntFunction<Pointer> send) {
        return with(uuid, (scope, domain) -> scope.run(request, () -> send.applyAsInt(domain)));
    }

    /** Asks for a string that libvirt allocates. */
    String text(UUID uuid, String request, TextCall send) {
        return with(uuid, (scope, domain) -> scope.text(request, () -> send.send(domain)));
    }

    /** Does several things with the domain. */
    <T> T with(UUID uuid, BiFunction<Scope, Pointer, T> work) {
        return in(scope -> work.apply(scope, scope.domain(uuid)));
    }

    /** Does something with the connection. */
    <T> T in(Function<Scope, T> work) {
        try (Scope scope = session.enter()) {
            return work.apply(scope);
        }
    }

    /** A native call on a domain that answers a string. */
    @FunctionalInterface
    interface TextCall {
        @Nullable
        Pointer send(Pointer domain);
    }
}
