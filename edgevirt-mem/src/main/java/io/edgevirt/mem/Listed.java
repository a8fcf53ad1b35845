package io.edgevirt.mem;

import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads things of a kind, in pages of at most {@link #PAGE}. */
class Listed<I> implements Inventory<I> {

    /** As many as real systems give at a time. */
    static final int PAGE = 500;

    private final Session session;
    private final Op list;
    private final Op read;
    private final Supplier<List<I>> all;
    private final Function<String, I> byId;

    Listed(Session session, Op list, Op read, Supplier<List<I>> all, Function<String, I> byId) {
        this.session = session;
        this.list = list;
        this.read = read;
        this.all = all;
        this.byId = byId;
    }

    final Session session() {
        return session;
    }

    final World world() {
        return session.world();
    }

    @Override
    public Page<I> list(String from) {
        return session.read(list, () -> page(all.get(), from));
    }

    private static <I> Page<I> page(List<I> items, String from) {
        int start = from.isEmpty() ? 0 : Integer.parseInt(from);
        int end = Math.min(items.size(), start + PAGE);
        List<I> part = start < end ? items.subList(start, end) : List.of();
        return new Page<>(
                part, end < items.size() ? java.util.Optional.of(Integer.toString(end)) : java.util.Optional.empty());
    }

    @Override
    public I read(String id) {
        return session.read(read, () -> byId.apply(id));
    }

    /** Plans with what is read in one request. */
    final io.edgevirt.spi.Work plan(Op by, Function<Checks, io.edgevirt.spi.Work> plan) {
        return session.read(by, () -> plan.apply(new Checks(world())));
    }
}
