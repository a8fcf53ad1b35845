package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.NotFoundException;
import io.edgevirt.vsphere.read.PropertyReader;
import io.edgevirt.vsphere.read.Reference;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The views of a connection: one for each set of types, made on first use and used again. Thread-safe. */
final class Views implements AutoCloseable {

    private final Channel channel;
    private final Roots roots;
    private final Duration readTimeout;
    private final Map<Set<String>, Reference> made = new HashMap<>();

    Views(Channel channel, Roots roots, Duration readTimeout) {
        this.channel = channel;
        this.roots = roots;
        this.readTimeout = readTimeout;
    }

    /**
     * Asks by a view, and goes on with the answer. A view that was lost with its session is made anew, once.
     *
     * @param types what the view holds
     * @param ask asks by the view
     * @param go takes the answer; not called again
     */
    <T> void with(Collection<String> types, Function<Reference, T> ask, Consumer<T> go) {
        Set<String> key = new TreeSet<>(types);
        Reference known;
        synchronized (made) {
            known = made.get(key);
        }
        T answer;
        if (known == null) {
            answer = ask.apply(make(key));
        } else {
            try {
                answer = ask.apply(known);
            } catch (NotFoundException e) {
                forget(key, known);
                answer = ask.apply(make(key));
            }
        }
        go.accept(answer);
    }

    /** Two threads may make one each for the same types: the second is used by itself and destroyed with the others. */
    private Reference make(Set<String> key) {
        Reference view = create(key);
        synchronized (made) {
            if (made.putIfAbsent(key, view) == null) {
                return view;
            }
        }
        destroy(view);
        synchronized (made) {
            return made.getOrDefault(key, view);
        }
    }

    Reference create(Set<String> types) {
        return channel.post(
                "CreateContainerView",
                PropertyRequests.createView(roots.viewManager(), roots.rootFolder(), types),
                readTimeout,
                PropertyReader::reference);
    }

    private void forget(Set<String> key, Reference lost) {
        synchronized (made) {
            made.remove(key, lost);
        }
    }

    private void destroy(Reference view) {
        try {
            channel.post(
                    "DestroyView", PropertyRequests.bare("DestroyView", view), readTimeout, PropertyReader::nothing);
        } catch (EdgeVirtException e) {
            return; // it dies with the session
        }
    }

    @Override
    public void close() {
        Map<Set<String>, Reference> all;
        synchronized (made) {
            all = Map.copyOf(made);
            made.clear();
        }
        all.values().forEach(this::destroy);
    }
}
