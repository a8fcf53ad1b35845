package io.edgevirt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All things of a kind that a connection, a machine or a pool has. Every method asks the system.
 *
 * @param <T> the kind of thing
 */
public interface Catalog<T> {

    /**
     * All of them, read in one bulk call (or one per page), never one by one.
     *
     * @return handles whose {@code info()} is that of the bulk read
     */
    List<T> list();

    /**
     * All of them, page by page as the stream is consumed.
     *
     * @return a lazy stream
     */
    Stream<T> stream();

    /**
     * The one of that name, or of that path where names repeat.
     *
     * @param name a name or a path
     * @return the thing, if it exists
     * @throws AmbiguousNameException if the name fits several
     */
    Optional<T> find(String name);

    /**
     * The one of that name, or of that path where names repeat.
     *
     * @param name a name or a path
     * @return the thing
     * @throws NotFoundException if there is none
     * @throws AmbiguousNameException if the name fits several
     */
    T get(String name);

    /**
     * The one with that id of the system's own.
     *
     * @param id as {@code id()} gives it
     * @return the thing
     * @throws NotFoundException if there is none
     */
    T byId(String id);

    /**
     * The only one there is.
     *
     * @return the thing
     * @throws NotFoundException if there is none
     * @throws AmbiguousNameException if there are several
     */
    T only();
}
