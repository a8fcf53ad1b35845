package io.edgevirt.engine;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.Catalog;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A catalog over what a driver lists: pages, names, paths and ids, the same for every kind of thing. */
abstract class Listing<I, T> implements Catalog<T> {

    private final Engine engine;
    private final String kind;

    /**
     * A catalog.
     *
     * @param kind the word for one thing, such as {@code VM}
     */
    Listing(Engine engine, String kind) {
        this.engine = engine;
        this.kind = kind;
    }

    /** How to read; refused with a reason where the system has no such things. */
    abstract Inventory<I> inventory();

    abstract T handle(I item);

    abstract String id(I item);

    abstract String name(I item);

    abstract Optional<String> path(I item);

    @Override
    public List<T> list() {
        List<T> all = new ArrayList<>();
        pages(engine, "list", inventory()).forEachRemaining(i -> all.add(handle(i)));
        return List.copyOf(all);
    }

    @Override
    public Stream<T> stream() {
        Iterator<I> pages = pages(engine, "list", inventory());
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(this::handle);
    }

    @Override
    public Optional<T> find(String name) {
        Inventory<I> inventory = inventory();
        Optional<List<I>> looked = engine.read("find", name, () -> inventory.named(name));
        List<I> fitting = looked.orElseGet(() -> search(inventory, name));
        if (fitting.size() > 1) {
            throw ambiguous("the name fits " + fitting.size() + " of kind " + kind, "get", name, fitting);
        }
        return fitting.stream().findFirst().map(this::handle);
    }

    private List<I> search(Inventory<I> inventory, String name) {
        List<I> fitting = new ArrayList<>();
        pages(engine, "find", inventory).forEachRemaining(i -> {
            if (name(i).equals(name) || path(i).filter(name::equals).isPresent()) {
                fitting.add(i);
            }
        });
        return fitting;
    }

    @Override
    public T get(String name) {
        return find(name)
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no " + kind + " of that name")
                        .within(engine.backend(), "get", name)
                        .hint("list() tells what there is; a login that may not see it sees nothing")));
    }

    @Override
    public T byId(String id) {
        Inventory<I> inventory = inventory();
        return handle(engine.read("get", id, () -> inventory.read(id)));
    }

    @Override
    public T only() {
        List<I> all = new ArrayList<>();
        pages(engine, "list", inventory()).forEachRemaining(all::add);
        if (all.isEmpty()) {
            throw new NotFoundException(Failure.of("there is no " + kind).within(engine.backend(), "only", kind));
        }
        if (all.size() > 1) {
            throw ambiguous("there are " + all.size() + " of kind " + kind, "only", kind, all);
        }
        return handle(all.get(0));
    }

    private AmbiguousNameException ambiguous(String message, String operation, String name, List<I> fitting) {
        List<Candidate> candidates = fitting.stream()
                .map(i -> new Candidate(id(i), path(i).orElse(name(i))))
                .toList();
        return new AmbiguousNameException(Failure.of(message)
                .within(engine.backend(), operation, name)
                .candidates(candidates)
                .hint("use a path, or byId"));
    }

    /** All items, page by page as they are asked for. */
    static <I> Iterator<I> pages(Engine engine, String operation, Inventory<I> inventory) {
        return new Iterator<>() {
            private Iterator<I> page = List.<I>of().iterator();
            private Optional<String> next = Optional.of("");

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && next.isPresent()) {
                    String from = next.get();
                    Page<I> read = engine.read(operation, "all", () -> inventory.list(from));
                    page = read.items().iterator();
                    next = read.next();
                }
                return page.hasNext();
            }

            @Override
            public I next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.next();
            }
        };
    }

    @Override
    public String toString() {
        return "catalog of kind " + kind + " at " + engine.endpoint();
    }
}
