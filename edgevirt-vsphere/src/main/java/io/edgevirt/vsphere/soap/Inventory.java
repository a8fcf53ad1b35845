package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.vsphere.read.Batch;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.PropertyReader;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.read.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads properties of many objects at once: a view of the objects and one request for their properties, page by page.
 * Only what is asked for is read, and the number of requests does not grow with the number of objects but by the page.
 * Thread-safe. Every method asks the server; its errors are those of {@link Channel}.
 */
public final class Inventory implements AutoCloseable {

    /** Objects in one page: 5,000 machines come in 5 pages. The server may give fewer. */
    public static final int PAGE = 1000;

    private final Channel channel;
    private final Roots roots;
    private final Duration readTimeout;
    private final Views views;

    /**
     * Makes an inventory; asks nothing.
     *
     * @param channel what carries requests
     * @param roots where to begin
     * @param readTimeout how long the server may be silent
     */
    public Inventory(Channel channel, Roots roots, Duration readTimeout) {
        this.channel = channel;
        this.roots = roots;
        this.readTimeout = readTimeout;
        views = new Views(channel, roots, readTimeout);
    }

    /**
     * Reads all objects of some types, wherever they lie, in one listing.
     *
     * @param wanted the types and their properties
     * @return the objects, in no order; those of types that were not named are not among them
     */
    public List<Managed> all(Collection<Selection> wanted) {
        List<Managed> found = new ArrayList<>();
        each(List.copyOf(wanted), PAGE, found::addAll);
        return found;
    }

    /**
     * Reads all objects of some types, wherever they lie, in one listing.
     *
     * @param wanted the types and their properties
     * @return the objects, in no order; those of types that were not named are not among them
     */
    public List<Managed> all(Selection... wanted) {
        return all(List.of(wanted));
    }

    /**
     * Reads all objects of some types page by page, so that only one page is held at a time.
     *
     * @param wanted the types and their properties
     * @param pageSize how many objects a page may hold, above 0
     * @param page takes each page; if it throws, the server is told that no more is wanted
     */
    public void each(List<Selection> wanted, int pageSize, Consumer<List<Managed>> page) {
        Batch first = views.with(
                wanted.stream().map(Selection::type).toList(),
                view -> first(PropertyRequests.retrieveView(roots.propertyCollector(), view, wanted, pageSize)));
        pages(first, page);
    }

    /**
     * Reads one object.
     *
     * @param object the object
     * @param paths the properties that its type has
     * @return what the server gave
     * @throws NotFoundException if there is no such object, or none that this login may see
     */
    public Managed one(Reference object, String... paths) {
        if (!RequestText.carries(object.id()) || object.id().isEmpty()) {
            throw absent(object);
        }
        List<Managed> found = new ArrayList<>();
        Selection selection = new Selection(object.type(), List.of(paths));
        pages(
                first(PropertyRequests.retrieveObjects(
                        roots.propertyCollector(), List.of(object), List.of(selection), 1, false)),
                found::addAll);
        return found.stream().findFirst().orElseThrow(() -> absent(object));
    }

    /**
     * Reads some objects, which may be of several types.
     *
     * @param objects the objects
     * @param wanted the properties for each of their types
     * @return the objects that are still there, in no order
     */
    public List<Managed> many(Collection<Reference> objects, Selection... wanted) {
        List<Managed> found = new ArrayList<>();
        List<Reference> possible =
                objects.stream().filter(o -> RequestText.carries(o.id())).toList();
        if (!possible.isEmpty()) {
            pages(
                    first(PropertyRequests.retrieveObjects(
                            roots.propertyCollector(), possible, List.of(wanted), PAGE, true)),
                    found::addAll);
        }
        return found;
    }

    /**
     * Reads an object and what is reached from it, in one request.
     *
     * @param start the object to begin at
     * @param ways the ways to go, from each object that is reached
     * @param wanted the properties for each of the types that are met; objects of other types are passed through
     * @return the object and those reached, in no order
     * @throws NotFoundException if there is no such object, or none that this login may see
     */
    public List<Managed> around(Reference start, List<Way> ways, Collection<Selection> wanted) {
        if (!RequestText.carries(start.id()) || start.id().isEmpty()) {
            throw absent(start);
        }
        List<Managed> found = new ArrayList<>();
        pages(
                first(PropertyRequests.retrieveAround(
                        roots.propertyCollector(), start, ways, List.copyOf(wanted), PAGE)),
                found::addAll);
        return found;
    }

    /** Destroys the views that were made; what cannot be told to the server any more dies with the session. */
    @Override
    public void close() {
        views.close();
    }

    private Batch first(String body) {
        return channel.post("RetrievePropertiesEx", body, readTimeout, PropertyReader::page);
    }

    private void pages(Batch first, Consumer<List<Managed>> page) {
        Batch batch = first;
        while (true) {
            Optional<String> token = batch.token();
            try {
                page.accept(batch.objects());
            } catch (RuntimeException | Error e) {
                token.ifPresent(this::abandon);
                throw e;
            }
            if (token.isEmpty()) {
                return;
            }
            batch = more(token.get());
        }
    }

    private Batch more(String token) {
        return channel.post(
                "ContinueRetrievePropertiesEx",
                PropertyRequests.more(roots.propertyCollector(), token),
                readTimeout,
                PropertyReader::page);
    }

    private void abandon(String token) {
        try {
            channel.post(
                    "CancelRetrievePropertiesEx",
                    PropertyRequests.cancel(roots.propertyCollector(), token),
                    readTimeout,
                    PropertyReader::nothing);
        } catch (EdgeVirtException e) {
            return; // the rest of the listing dies with the session
        }
    }

    private static NotFoundException absent(Reference object) {
        return new NotFoundException(Failure.of("there is no " + object.type() + " with the id '" + object.id() + "'")
                .backend("vsphere")
                .nativeCode("ManagedObjectNotFound"));
    }
}
