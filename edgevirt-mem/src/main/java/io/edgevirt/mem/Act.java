package io.edgevirt.mem;

import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request that changes something. The system remembers by the act's key what it carried out, so that after a lost
 * reply it can be asked, and only what this very act did is taken back.
 */
final class Act implements Step {

    private final Session session;
    private final Op op;
    private final String key;
    private final String title;
    private final Supplier<String> body;
    private final Function<Map<String, String>, Map<String, String>> work;
    private Optional<Consumer<Map<String, String>>> undo = Optional.empty();
    private Optional<Op> undoOp = Optional.empty();
    private Optional<String> makes = Optional.empty();
    private Optional<Job.Plan> plan = Optional.empty();

    Act(
            Session session,
            Op op,
            String key,
            String title,
            String body,
            Function<Map<String, String>, Map<String, String>> work) {
        this(session, op, key, title, () -> body, work);
    }

    /** With a text that is made only when somebody wants to read it. */
    Act(
            Session session,
            Op op,
            String key,
            String title,
            Supplier<String> body,
            Function<Map<String, String>, Map<String, String>> work) {
        this.session = session;
        this.op = op;
        this.key = key;
        this.title = title;
        this.body = body;
        this.work = work;
    }

    /** How to take it back: the request that does, and its work, which gets what the act's reply told. */
    Act undo(Op by, Consumer<Map<String, String>> work) {
        undoOp = Optional.of(by);
        undo = Optional.of(work);
        return this;
    }

    Act makes(String name) {
        makes = Optional.of(name);
        return this;
    }

    /** The work begins with this and ends, when its time has passed, with the act's own work. */
    Act takingTime(Job.Plan how) {
        plan = Optional.of(how);
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        String text = body.get();
        return op.request() + (text.isEmpty() ? "" : "\n" + text);
    }

    @Override
    public Optional<String> makes() {
        return makes;
    }

    @Override
    public Started start(Map<String, String> results) {
        World world = session.world();
        if (plan.isEmpty()) {
            return new Started.Done(session.call(op, hitch -> world.carryOut(key, () -> work.apply(results))));
        }
        Job.Plan how = plan.get();
        Job job =
                session.call(op, hitch -> world.begin(new Job(world, op, key, how, () -> work.apply(results)), hitch));
        return how.blocking() ? job.blocking() : new Started.Native(job.id());
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return session.call(Op.TASK_FIND, hitch -> session.world().landed(key));
    }

    @Override
    public void undo(Map<String, String> results) {
        if (undo.isEmpty()) {
            plan.ifPresent(
                    how -> session.call(Op.TASK_CANCEL, hitch -> session.world().cancelBy(key)));
            return;
        }
        session.call(undoOp.get(), hitch -> {
            session.world().cancelBy(key);
            session.world().takeBack(key, undo.get());
            return true;
        });
    }
}
