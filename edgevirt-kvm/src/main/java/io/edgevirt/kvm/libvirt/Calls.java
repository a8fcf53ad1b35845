package io.edgevirt.kvm.libvirt;

import java.util.concurrent.Callable;

/**
 * What every request to libvirt passes through: one call per round trip, named after libvirt's function. An
 * implementation may count, delay, refuse or cut requests, and may run {@code send} on another thread; a request
 * that it abandons keeps its native handles until it has returned.
 */
@FunctionalInterface
public interface Calls {

    /** Sends every request at once, on the caller's thread. */
    Calls DIRECT = new Calls() {
        @Override
        public <T> T call(String request, Callable<T> send) {
            try {
                return send.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(request + " threw a checked exception", e);
            }
        }
    };

    /**
     * Sends one request.
     *
     * @param request libvirt's name of the function
     * @param send sends it and decodes the reply; throws {@link LibvirtError} when libvirt refuses
     * @param <T> the decoded reply
     * @return the reply
     */
    <T> T call(String request, Callable<T> send);
}
