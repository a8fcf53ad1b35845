package io.edgevirt.vsphere.soap;

import java.time.Duration;

/** Sends requests of any kind and has their replies read as they come in. Thread-safe. */
@FunctionalInterface
public interface Channel {

    /**
     * Sends one request. A fault is thrown as an {@link io.edgevirt.EdgeVirtException} whose native code is the fault's
     * type.
     *
     * @param method the method's name, such as {@code RetrievePropertiesEx}
     * @param body the element that goes into the SOAP body: well-formed by itself, all its namespaces declared in it
     * @param readTimeout how long the server may be silent before the reply, and within it
     * @param reader reads a reply that is no fault
     * @param <T> what the reply says
     * @return what the reader returned
     */
    <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader);

    /**
     * Makes the session anew if it is over.
     *
     * @throws io.edgevirt.EdgeVirtException if that fails
     */
    default void renew() {
        // a channel without a session has none that could be over
    }
}
