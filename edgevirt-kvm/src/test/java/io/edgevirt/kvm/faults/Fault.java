package io.edgevirt.kvm.faults;

import io.edgevirt.spi.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Breaks the connection at one request, counted from {@link #arm}; what follows passes. Several threads may send. */
final class Fault implements UnaryOperator<Wire> {

    /** What happens at the request. */
    interface Break {
        <T> T at(Callable<T> send) throws Exception;
    }

    private final List<String> requests = new ArrayList<>();
    private int at = -1;
    private boolean fired;
    private Break how = new Break() {
        @Override
        public <T> T at(Callable<T> send) throws Exception {
            return send.call();
        }
    };

    synchronized void arm(int index, Break breaking) {
        requests.clear();
        at = index;
        how = breaking;
        fired = false;
    }

    /** Breaks nothing, and counts from here. */
    synchronized void watch() {
        requests.clear();
        at = -1;
    }

    /** Whether there were enough requests to come to the one that breaks; none breaks from now on. */
    synchronized boolean disarm() {
        at = -1;
        return fired;
    }

    /** The requests since the last {@link #arm}. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private synchronized boolean turn(String request) {
        boolean mine = requests.size() == at;
        fired |= mine;
        requests.add(request);
        return mine;
    }

    @Override
    public Wire apply(Wire wire) {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                return wire.call(request, turn(request) ? () -> how.at(send) : send);
            }
        };
    }
}
