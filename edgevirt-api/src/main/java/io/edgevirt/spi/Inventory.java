package io.edgevirt.spi;

import java.util.List;
import java.util.Optional;

/**
 * How the engine reads things of a kind. Nothing here may ask thing by thing.
 *
 * @param <I> the record that a bulk read gives
 */
public interface Inventory<I> {

    /**
     * A page of all things, in one bulk call.
     *
     * @param from empty for the first page, else what the page before gave as next
     * @return the page
     */
    Page<I> list(String from);

    /**
     * One thing.
     *
     * @param id its id
     * @return what it is now
     * @throws io.edgevirt.NotFoundException if there is none of that id
     */
    I read(String id);

    /**
     * The things of a name or path, where the system can look them up faster than by a listing.
     *
     * @param nameOrPath a name or a path
     * @return none, one or several things; empty where the engine shall search a listing instead
     */
    default Optional<List<I>> named(String nameOrPath) {
        return Optional.empty();
    }
}
