package io.edgevirt.mem;

import io.edgevirt.ExecResult;
import io.edgevirt.VMState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * How the guest of a machine behaves. Unless told otherwise it boots in 2 s of virtual time, then prints
 * {@code login: } to its serial port and has its agent answer, shuts down in 1 s when asked, has one address per network
 * adapter out of 192.0.2.0/24 (TEST-NET-1, RFC 5737), and knows the commands {@code echo}, {@code true}, {@code false},
 * {@code hostname} and {@code uname}. Copies behave like their original. Thread-safe.
 */
public final class SimulatedGuest {

    private static final int NOT_FOUND = 127;

    private final World world;
    private Optional<Machine> machine = Optional.empty();
    private Duration bootsIn = Duration.ofSeconds(2);
    private Duration shutsDownIn = Duration.ofSeconds(1);
    private String prints = "\r\n" + "login: ";
    private boolean ignoresShutdown;
    private boolean agent = true;
    private Optional<List<InetAddress>> addresses = Optional.empty();
    private Optional<Function<List<String>, ExecResult>> answers = Optional.empty();
    private Optional<Function<String, String>> echoes = Optional.empty();
    private Duration runsFor = Duration.ZERO;
    private final StringBuilder typed = new StringBuilder();
    private final Map<String, Running> processes = new ConcurrentHashMap<>();

    private record Running(java.time.Instant end, ExecResult result) {}

    SimulatedGuest(World world) {
        this.world = world;
    }

    /**
     * How long it takes to boot.
     *
     * @param duration virtual time from the start to the printed text
     * @return this guest
     */
    public SimulatedGuest bootsIn(Duration duration) {
        return change(() -> bootsIn = duration);
    }

    /**
     * What it prints to its first serial port once it has booted.
     *
     * @param text such as {@code "edge-ipc-01 login: "}
     * @return this guest
     */
    public SimulatedGuest prints(String text) {
        return change(() -> prints = text);
    }

    /**
     * Whether it does nothing when asked to shut down or to restart.
     *
     * @param ignores true for a guest that hangs
     * @return this guest
     */
    public SimulatedGuest ignoresShutdown(boolean ignores) {
        return change(() -> ignoresShutdown = ignores);
    }

    /**
     * How long it takes to shut down, or to go down for a restart.
     *
     * @param duration virtual time
     * @return this guest
     */
    public SimulatedGuest shutsDownIn(Duration duration) {
        return change(() -> shutsDownIn = duration);
    }

    /**
     * Its addresses, in place of those it is given.
     *
     * @param literals IPv4 or IPv6 addresses; none for a guest that gets none
     * @return this guest
     * @throws IllegalArgumentException if one is no address
     */
    public SimulatedGuest addresses(String... literals) {
        List<InetAddress> parsed =
                java.util.Arrays.stream(literals).map(SimulatedGuest::address).toList();
        return change(() -> addresses = Optional.of(parsed));
    }

    /**
     * Whether an agent runs in it; without one there are no commands and no files.
     *
     * @param runs whether it runs
     * @return this guest
     */
    public SimulatedGuest agent(boolean runs) {
        return change(() -> agent = runs);
    }

    /**
     * How it answers commands.
     *
     * @param function from a program and its arguments to how it ends; called without any lock
     * @return this guest
     */
    public SimulatedGuest answers(Function<List<String>, ExecResult> function) {
        return change(() -> answers = Optional.of(function));
    }

    /**
     * How long its commands run.
     *
     * @param duration virtual time
     * @return this guest
     */
    public SimulatedGuest runsFor(Duration duration) {
        return change(() -> runsFor = duration);
    }

    /**
     * What it prints when something is typed into its serial port; it echoes the keys unless told otherwise.
     *
     * @param function from what was typed to what is printed
     * @return this guest
     */
    public SimulatedGuest echoes(Function<String, String> function) {
        return change(() -> echoes = Optional.of(function));
    }

    /**
     * Prints to its first serial port now, if it runs.
     *
     * @param text the text
     * @return this guest
     */
    public SimulatedGuest print(String text) {
        return change(() -> machine.filter(Machine::inMemory).ifPresent(m -> m.print(text)));
    }

    /**
     * What was typed into its serial port.
     *
     * @return all of it
     */
    public String typed() {
        return world.locked(typed::toString);
    }

    /**
     * Crashes, if it runs.
     *
     * @return this guest
     */
    public SimulatedGuest crash() {
        return act(m -> m.stop(VMState.CRASHED, "crashed"));
    }

    /**
     * Shuts itself down, if it runs.
     *
     * @return this guest
     */
    public SimulatedGuest shutDown() {
        return act(m -> m.stop(VMState.OFF, "shutdown/guest"));
    }

    /**
     * Restarts by itself, if it runs.
     *
     * @return this guest
     */
    public SimulatedGuest restart() {
        return act(m -> m.restart("restart/guest"));
    }

    private SimulatedGuest act(java.util.function.Consumer<Machine> what) {
        change(() -> machine.filter(m -> m.state() == VMState.RUNNING).ifPresent(what));
        world.tellWatchers();
        return this;
    }

    private SimulatedGuest change(Runnable what) {
        return world.locked(() -> {
            what.run();
            return this;
        });
    }

    // What its machine asks of it, under the system's lock

    World world() {
        return world;
    }

    void inside(Machine its) {
        machine = Optional.of(its);
    }

    void behaveLike(SimulatedGuest other) {
        bootsIn = other.bootsIn;
        shutsDownIn = other.shutsDownIn;
        prints = other.prints;
        ignoresShutdown = other.ignoresShutdown;
        agent = other.agent;
        answers = other.answers;
        echoes = other.echoes;
        runsFor = other.runsFor;
    }

    void boot(BooleanSupplier stillBooting) {
        processes.clear();
        world.clock().after(bootsIn, () -> {
            if (stillBooting.getAsBoolean()) {
                machine.ifPresent(m -> m.print(prints));
            }
        });
    }

    void asked(Runnable toGoDown) {
        if (!ignoresShutdown) {
            world.clock().after(shutsDownIn, toGoDown);
        }
    }

    boolean hasAgent() {
        return agent
                && machine.map(m -> m.booted() && m.state() == VMState.RUNNING).orElse(false);
    }

    Optional<List<InetAddress>> given() {
        return addresses;
    }

    void type(String keys) {
        typed.append(keys);
        print(echoes.isPresent() ? echoes.get().apply(keys) : keys);
    }

    void begin(String process, ExecResult result) {
        processes.put(process, new Running(world.clock().now().plus(runsFor), result));
        world.clock().after(runsFor, () -> {});
    }

    Optional<ExecResult> ended(String process) {
        Running running = processes.get(process);
        if (running == null) {
            throw Problems.notFound("process", process);
        }
        return world.clock().now().isBefore(running.end) ? Optional.empty() : Optional.of(running.result);
    }

    /** Without the system's lock: the answer is a test's own code. */
    ExecResult answer(List<String> command) {
        Optional<Function<List<String>, ExecResult>> own = world.locked(() -> answers);
        return own.isPresent() ? own.get().apply(command) : builtIn(command);
    }

    private ExecResult builtIn(List<String> command) {
        String program = command.get(0);
        List<String> rest = command.subList(1, command.size());
        return switch (program) {
            case "echo" -> said(String.join(" ", rest));
            case "hostname" ->
                said(world.locked(() -> machine.map(Machine::name).orElse("")));
            case "uname" -> said(rest.contains("-r") ? "6.1.0-simulated" : "Linux");
            case "true" -> new ExecResult(0, "", "", false);
            case "false" -> new ExecResult(1, "", "", false);
            default -> new ExecResult(NOT_FOUND, "", program + ": not found\n", false);
        };
    }

    private static ExecResult said(String line) {
        return new ExecResult(0, line + "\n", "", false);
    }

    /** Reads a literal; a name is refused, never looked up. */
    private static InetAddress address(String literal) {
        try {
            if (literal.indexOf(':') >= 0) {
                return InetAddress.getByName("[" + literal + "]");
            }
            String[] parts = literal.split("\\.", -1);
            byte[] bytes = new byte[parts.length];
            for (int i = 0; i < parts.length; i++) {
                bytes[i] = (byte) Short.parseShort(parts[i]);
                if (Byte.toUnsignedInt(bytes[i]) != Short.parseShort(parts[i])) {
                    throw new NumberFormatException(parts[i] + " is not 0 to 255");
                }
            }
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + literal + "' is no IP address", e);
        }
    }

    @Override
    public String toString() {
        return world.locked(
                () -> "guest of " + machine.map(m -> m.name() + " " + m.state()).orElse("no machine yet")
                        + ", boots in " + bootsIn + (ignoresShutdown ? ", ignores shutdown" : ""));
    }
}
