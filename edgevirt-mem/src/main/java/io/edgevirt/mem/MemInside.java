package io.edgevirt.mem;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.VMState;
import io.edgevirt.VMStats;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.spi.SerialText;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is seen and done inside machines. */
final class MemInside implements InsideRole {

    private static final Duration TICKET = Duration.ofMinutes(1);
    private static final int FIRST_VNC_PORT = 5900;
    private static final double LOAD = 0.05;

    private final Session session;
    private final World world;
    private final Map<String, Port> ports = new HashMap<>();

    MemInside(Session session) {
        this.session = session;
        this.world = session.world();
    }

    /** This connection's end of a serial port. */
    private final class Port implements SerialSession {
        private final Machine machine;
        private final SerialText text = new SerialText();

        Port(Machine machine) {
            this.machine = machine;
        }

        @Override
        public SerialText text() {
            return text;
        }

        @Override
        public void write(byte[] keys) {
            session.call(Op.SERIAL_WRITE, hitch -> {
                needRunning(machine);
                machine.guest().type(new String(keys, StandardCharsets.UTF_8));
                return true;
            });
        }
    }

    /** Listens to a machine's serial port from now on; under the system's lock. */
    Port attach(Machine m) {
        Port port = ports.get(m.id());
        if (port == null || port.machine != m) {
            port = new Port(m);
            m.serials().add(port.text);
            ports.put(m.id(), port);
        }
        return port;
    }

    /** Stops listening; under the system's lock. */
    void close() {
        for (Port port : ports.values()) {
            port.machine.serials().remove(port.text);
            port.text.end();
        }
        ports.clear();
    }

    @Override
    public SerialSession serial(Ref vm) {
        return session.read(Op.SERIAL_OPEN, () -> attach(world.machine(vm.id())));
    }

    @Override
    public RemoteDisplay display(Ref vm) {
        return session.read(Op.DISPLAY_READ, () -> {
            Machine m = running(vm);
            int port = FIRST_VNC_PORT + List.copyOf(world.machines().keySet()).indexOf(m.id());
            Instant expires = world.clock().now().plus(TICKET);
            return new RemoteDisplay(
                    RemoteDisplay.Kind.VNC,
                    URI.create("vnc://127.0.0.1:" + port),
                    Optional.of(Secret.of(world.nextName("ticket").toCharArray())),
                    Optional.of(expires));
        });
    }

    /** Grey stripes, which differ from machine to machine. */
    @Override
    public byte[] screenshot(Ref vm) {
        return session.read(Op.SCREEN_READ, () -> {
            int seed = running(vm).id().hashCode();
            byte[][] rows = new byte[48][64];
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < rows[y].length; x++) {
                    rows[y][x] = (byte) ((x * 4 + y + seed) & 0xff);
                }
            }
            return Png.grey(rows);
        });
    }

    /** A guest that idles: it uses a twentieth of its processors, and all of its memory. */
    @Override
    public VMStats stats(Ref vm) {
        return session.read(Op.STATS_READ, () -> {
            Machine m = world.machine(vm.id());
            Instant now = world.clock().now();
            Optional<Duration> up = m.inMemory() ? m.startedAt().map(s -> Duration.between(s, now)) : Optional.empty();
            Optional<Size> memory = up.map(u -> m.shape().memory());
            return new VMStats(
                    up.map(u -> u.multipliedBy(m.shape().cpus()).dividedBy((long) (1 / LOAD))),
                    up.map(u -> LOAD),
                    memory,
                    memory,
                    none(),
                    none(),
                    none(),
                    none(),
                    up,
                    now);
        });
    }

    private static Optional<Size> none() {
        return Optional.empty();
    }

    @Override
    public List<GuestAddress> addresses(Ref vm, Optional<GuestLogin> login, Optional<GuestAddress.Source> source) {
        return session.read(Op.GUEST_ADDRESSES, () -> {
            Machine m = running(vm);
            if (!m.booted()
                    || (source.equals(Optional.of(GuestAddress.Source.AGENT))
                            && !m.guest().hasAgent())) {
                return List.of();
            }
            GuestAddress.Source by =
                    source.orElse(m.guest().hasAgent() ? GuestAddress.Source.AGENT : GuestAddress.Source.LEASE);
            return seen(m, by);
        });
    }

    private List<GuestAddress> seen(Machine m, GuestAddress.Source by) {
        List<InetAddress> addresses = m.guest().given().orElseGet(() -> own(m));
        List<GuestAddress> seen = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Optional<String> mac =
                    i < m.plugs().size() ? Optional.of(m.plugs().get(i).mac()) : Optional.empty();
            Optional<String> nic = by == GuestAddress.Source.AGENT ? Optional.of("eth" + i) : Optional.empty();
            seen.add(new GuestAddress(addresses.get(i), mac, nic, by));
        }
        return seen;
    }

    /** One for each adapter, made of the last byte of its MAC address. */
    private static List<InetAddress> own(Machine m) {
        List<InetAddress> own = new ArrayList<>();
        for (Machine.Plug plug : m.plugs()) {
            int last = Integer.parseInt(plug.mac().substring(plug.mac().length() - 2), 16);
            try {
                own.add(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last}));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
        return own;
    }

    @Override
    public String exec(Ref vm, Optional<GuestLogin> login, List<String> command) {
        SimulatedGuest guest = session.read(Op.GUEST_EXEC, () -> agent(vm, login));
        ExecResult result = guest.answer(command);
        return world.locked(() -> {
            String process = world.nextName("process");
            guest.begin(process, result);
            return process;
        });
    }

    @Override
    public Optional<ExecResult> ended(Ref vm, Optional<GuestLogin> login, String process) {
        return session.read(Op.GUEST_POLL, () -> agent(vm, login).ended(process));
    }

    @Override
    public byte[] readFile(Ref vm, Optional<GuestLogin> login, String path) {
        return session.read(Op.GUEST_READ, () -> {
            agent(vm, login);
            byte[] content = world.machine(vm.id()).files().get(path);
            if (content == null) {
                throw Problems.notFound("file", path);
            }
            return content.clone();
        });
    }

    @Override
    public void writeFile(Ref vm, Optional<GuestLogin> login, String path, byte[] content) {
        byte[] copy = content.clone();
        session.call(Op.GUEST_WRITE, hitch -> {
            agent(vm, login);
            world.machine(vm.id()).files().put(path, copy);
            return true;
        });
    }

    private SimulatedGuest agent(Ref vm, Optional<GuestLogin> login) {
        Machine m = running(vm);
        if (world.preset().asksGuestForLogin() && login.isEmpty()) {
            throw Problems.wantsLogin();
        }
        if (!m.guest().hasAgent()) {
            throw Problems.noAgent(m.name(), !m.booted());
        }
        return m.guest();
    }

    private Machine running(Ref vm) {
        Machine m = world.machine(vm.id());
        needRunning(m);
        return m;
    }

    private static void needRunning(Machine m) {
        if (m.state() != VMState.RUNNING) {
            throw Problems.state("'" + m.name() + "' is " + m.state(), "start it first");
        }
    }
}
