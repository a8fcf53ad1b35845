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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The views of a connection: one for each set of types, made on first use and used again. Thread-safe. */
final class Views implements AutoCloseable {

    private final Channel channel;
    private final Roots roots;
    private final Duration readTimeout;
    private final Map<Set<String>, Reference> made = new HashMap<>();
    private final ReentrantLock making = new ReentrantLock();

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
     * @return the answer
     */
    <T> T with(Collection<String> types, Function<Reference, T> ask) {
        Set<String> key = new TreeSet<>(types);
        Reference known = known(key);
        if (known != null) {
            try {
                return ask.apply(known);
            } catch (NotFoundException e) {
                forget(key, known);
            }
        }
        return ask.apply(make(key));
    }

    private @Nullable Reference known(Set<String> key) {
        synchronized (made) {
            return made.get(key);
        }
    }

    /** One thread makes a view; another that wants the same waits and takes it. */
    private Reference make(Set<String> key) {
        making.lock();
        try {
            Reference other = known(key);
            if (other != null) {
                return other;
            }
            Reference view = channel.post(
                    "CreateContainerView",
                    PropertyRequests.createView(roots.viewManager(), roots.rootFolder(), key),
                    readTimeout,
                    PropertyReader::reference);
            synchronized (made) {
                made.put(key, view);
            }
            return view;
        } finally {
            making.unlock();
        }
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
