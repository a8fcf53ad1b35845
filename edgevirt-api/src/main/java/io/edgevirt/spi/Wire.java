package io.edgevirt.spi;

import java.util.concurrent.Callable;

/**
 * What every request of a connection passes through: one call here is one request and its reply. Tests count and cut
 * here; tracing and metrics hook in here.
 */
@FunctionalInterface
public interface Wire {

    /**
     * Sends a request.
     *
     * @param request the native call's name, such as {@code virDomainCreate} or {@code POST /nodes/{node}/qemu}, without
     *     data
     * @param send sends it and reads the reply
     * @param <T> the reply
     * @return what {@code send} returned
     * @throws Exception what {@code send} threw
     */
    <T> T call(String request, Callable<T> send) throws Exception;
}
