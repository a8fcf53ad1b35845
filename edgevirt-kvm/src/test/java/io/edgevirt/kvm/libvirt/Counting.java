package io.edgevirt.kvm.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes down every request, and drops the reply of the one that it is told to. */
final class Counting implements Calls {

    private final List<String> requests = new ArrayList<>();
    private int drop = -1;

    @Override
    public <T> T call(String request, Callable<T> send) {
        int number;
        synchronized (this) {
            number = requests.size();
            requests.add(request);
        }
        T reply = Calls.DIRECT.call(request, send);
        if (number == drop) {
            throw new Dropped(request);
        }
        return reply;
    }

    /** Forgets what was counted; the reply of the n-th request from now on, counted from 0, is lost. */
    synchronized void dropReply(int n) {
        requests.clear();
        drop = n;
    }

    synchronized void reset() {
        requests.clear();
        drop = -1;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    static final class Dropped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Dropped(String request) {
            super("the reply to " + request + " was lost");
        }
    }
}
