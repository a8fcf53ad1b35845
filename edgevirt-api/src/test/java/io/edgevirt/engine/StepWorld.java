package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What a system really did: the model against which failing changes are held. Every request may meet a mishap. */
final class StepWorld {

    /** How a step is carried out. */
    enum Kind {
        DONE,
        NATIVE,
        BLOCKING
    }

    /** What goes wrong with a step's request. */
    enum Mishap {
        NONE,
        REFUSED,
        BUSY,
        EXPIRED,
        NEVER_SENT,
        LOST_BEFORE_IT_ARRIVED,
        LOST_AFTER_IT_WAS_DONE,
        FAILS_HALFWAY,
        DEFECT,
        ERROR
    }

    /** What the system knows of a request whose reply was lost. */
    enum Telling {
        TRUTH,
        UNKNOWN
    }

    /** How taking back goes. */
    enum Undoing {
        WORKS,
        FAILS,
        DEFECT
    }

    /**
     * A step.
     *
     * @param times for how many sends the mishap lasts
     * @param polls how often a native task is asked about before it ends
     * @param obeys whether a native task ends when cancelled
     */
    record Script(
            Kind kind,
            Mishap mishap,
            int times,
            Telling telling,
            Undoing undoing,
            boolean named,
            int polls,
            boolean obeys) {}

    /**
     * A run.
     *
     * @param cancelAt the step whose start sees the cancellation; -1 for none
     * @param awayFrom the request from which on the system is away for good
     * @param blips requests whose reply is lost
     * @param actsUnheard whether what is lost with a blip was carried out
     * @param finishFails whether the result cannot be read at the end
     */
    record Run(
            List<Script> steps,
            int cancelAt,
            int awayFrom,
            Set<Integer> blips,
            boolean actsUnheard,
            boolean finishFails) {}

    private final Run run;
    private final int[] sends;
    private final Set<Integer> existing = new TreeSet<>();
    private final Map<String, Integer> polls = new HashMap<>();
    private final Set<String> cancelledTasks = new TreeSet<>();
    private final List<Integer> undone = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int requests;
    private boolean lostAnUndo;
    private boolean cancelAsked;
    private Optional<TaskHandle<?>> task = Optional.empty();

    StepWorld(Run run) {
        this.run = run;
        this.sends = new int[run.steps().size()];
    }

    synchronized void watchedAs(TaskHandle<?> handle) {
        task = Optional.of(handle);
    }

    List<Step> steps() {
        return IntStream.range(0, sends.length).<Step>mapToObj(Scripted::new).toList();
    }

    /** What the system has now, by the step that made it. */
    synchronized Set<Integer> existing() {
        return Set.copyOf(existing);
    }

    /** What the engine did that it must never do. */
    synchronized List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        for (int i = 1; i < undone.size(); i++) {
            if (undone.get(i) > undone.get(i - 1)) {
                all.add("taken back in the order " + undone);
            }
        }
        for (int i = 1; i < sends.length; i++) {
            if (sends[i] > 0 && sends[i - 1] == 0) {
                all.add("step " + i + " was sent before the one that it follows");
            }
        }
        return all;
    }

    synchronized boolean lostAnUndo() {
        return lostAnUndo;
    }

    synchronized boolean cancelAsked() {
        return cancelAsked;
    }

    static String name(int step) {
        return "thing " + step;
    }

    /** Passes a request; what is done is done before the reply may be lost. */
    private void request(Runnable done) {
        int number = requests++;
        if (number > run.awayFrom()) {
            throw Rig.lost();
        }
        boolean lost = number == run.awayFrom() || run.blips().contains(number);
        if (!lost || run.actsUnheard()) {
            done.run();
        }
        if (lost) {
            throw Rig.lost();
        }
    }

    synchronized void renew() {
        if (requests > run.awayFrom()) {
            lostAnUndo = true; // whatever was to be taken back after this was not even asked for
            throw Rig.neverSent();
        }
    }

    synchronized Map<String, TaskState> poll(Set<String> tasks) {
        request(() -> {});
        Map<String, TaskState> states = new HashMap<>();
        tasks.forEach(t -> states.put(t, state(t)));
        return states;
    }

    private TaskState state(String id) {
        Script script = run.steps().get(Integer.parseInt(id));
        int left = polls.merge(id, -1, Integer::sum);
        if (cancelledTasks.contains(id) && script.obeys()) {
            return new TaskState.Failed(new OperationFailedException(Failure.of("stopped")));
        }
        if (left > 0) {
            return new TaskState.Running(Optional.of(1.0 / left));
        }
        return script.mishap() == Mishap.FAILS_HALFWAY
                ? new TaskState.Failed(new OperationFailedException(Failure.of("failed halfway")))
                : new TaskState.Succeeded(Map.of("r" + id, id));
    }

    synchronized void cancel(String id) {
        request(() -> cancelledTasks.add(id));
    }

    private final class Scripted implements Step {
        private final int number;
        private final Script script;

        Scripted(int number) {
            this.number = number;
            this.script = run.steps().get(number);
        }

        @Override
        public String title() {
            return "make " + number;
        }

        @Override
        public String body() {
            return title();
        }

        @Override
        public Optional<String> makes() {
            return script.named() ? Optional.of(name(number)) : Optional.empty();
        }

        @Override
        public Started start(Map<String, String> results) {
            synchronized (StepWorld.this) {
                for (int before = 0; before < number; before++) {
                    if (!results.containsKey("r" + before)) {
                        wrong.add("step " + number + " was not told what step " + before + " learned");
                    }
                }
                if (run.cancelAt() == number && !cancelAsked) {
                    cancelAsked = task.orElseThrow().cancel();
                }
                boolean amiss = sends[number]++ < script.times();
                if (script.kind() == Kind.BLOCKING) {
                    return new Started.Blocking(() -> sent(amiss), Optional::empty, () -> {});
                }
                Map<String, String> learned = sent(amiss);
                if (script.kind() == Kind.DONE) {
                    return new Started.Done(learned);
                }
                polls.put("" + number, script.polls());
                return Started.task("" + number);
            }
        }

        private Map<String, String> sent(boolean amiss) {
            synchronized (StepWorld.this) {
                Mishap mishap = amiss ? script.mishap() : Mishap.NONE;
                switch (mishap) {
                    case REFUSED -> throw new InvalidStateException(Failure.of("refused"));
                    case BUSY -> throw Rig.busy();
                    case EXPIRED -> throw Rig.expired();
                    case NEVER_SENT -> throw Rig.neverSent();
                    case LOST_BEFORE_IT_ARRIVED -> throw Rig.lost();
                    default -> request(this::make);
                }
                switch (mishap) {
                    case LOST_AFTER_IT_WAS_DONE -> throw Rig.lost();
                    case DEFECT -> throw new IllegalStateException("a defect");
                    case ERROR -> throw new AssertionError("a grave defect");
                    case FAILS_HALFWAY -> failHalfway();
                    default -> {}
                }
                return Map.of("r" + number, "" + number);
            }
        }

        private void failHalfway() {
            Failure failure = Failure.of("failed halfway");
            if (script.kind() == Kind.DONE) { // NOT_DONE would say that it was refused before acting
                throw new OperationFailedException(failure.outcome(Outcome.UNKNOWN));
            }
            if (script.kind() == Kind.BLOCKING) {
                throw new OperationFailedException(failure);
            }
        }

        private void make() {
            if (!existing.add(number)) {
                wrong.add("step " + number + " was carried out twice");
            }
        }

        @Override
        public Landed landed(Map<String, String> results) {
            synchronized (StepWorld.this) {
                request(() -> {});
                if (script.telling() == Telling.UNKNOWN) {
                    return Landed.unknown();
                }
                return existing.contains(number) ? Landed.yes(Map.of("r" + number, "" + number)) : Landed.no();
            }
        }

        @Override
        public void undo(Map<String, String> results) {
            synchronized (StepWorld.this) {
                if (sends[number] == 0) {
                    wrong.add("step " + number + " was taken back and had not begun");
                }
                try {
                    request(this::remove);
                } catch (io.edgevirt.ConnectionException e) {
                    lostAnUndo = true;
                    throw e;
                }
            }
        }

        private void remove() {
            if (!existing.contains(number)) {
                return;
            }
            switch (script.undoing()) {
                case FAILS -> throw failedToUndo();
                case DEFECT -> throw new IllegalStateException("a defect of undo");
                default -> {
                    existing.remove(number);
                    undone.add(number);
                }
            }
        }

        private EdgeVirtException failedToUndo() {
            return new OperationFailedException(Failure.of("cannot be removed"));
        }
    }
}
