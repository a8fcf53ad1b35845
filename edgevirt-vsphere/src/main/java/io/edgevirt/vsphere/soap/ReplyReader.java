package io.edgevirt.vsphere.soap;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a reply while it comes in.
 *
 * @param <T> what it reads
 */
@FunctionalInterface
public interface ReplyReader<T> {

    /**
     * Reads a reply that is no fault.
     *
     * @param reply the whole SOAP envelope; closed by the caller
     * @return what it says
     * @throws IOException if the connection breaks; what cannot be understood is an {@link
     *     io.edgevirt.EdgeVirtException}
     */
    T read(InputStream reply) throws IOException;
}
