package io.edgevirt.mem;

import io.edgevirt.DiskBus;
import io.edgevirt.Event;
import io.edgevirt.VMState;
import io.edgevirt.spi.SerialText;
import io.edgevirt.spi.VMSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine as the system keeps it. Guarded by the system's lock. */
final class Machine {

    private final World world;
    private final String id;
    private final VMSpec made;
    private final SimulatedGuest guest;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Plug> plugs = new ArrayList<>();
    private final Map<String, String> tags;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Shot> shots = new LinkedHashMap<>();
    private final List<SerialText> serials = new ArrayList<>();
    private String name;
    private VMState state = VMState.OFF;
    private Node node;
    private Shape shape;
    private Optional<Shape> next = Optional.empty();
    private Optional<String> description;
    private Optional<String> iso = Optional.empty();
    private Optional<String> shot = Optional.empty();
    private Optional<String> lockedBy = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private boolean autostart;
    private boolean template;
    private boolean hidden;
    private boolean booted;
    private long boots;

    /** A disk in a machine. */
    record Slot(String id, Blob blob, DiskBus bus) {}

    /** A network adapter in a machine. */
    record Plug(String id, String mac, Bridge bridge, Optional<Integer> vlan, Optional<Boolean> macSpoofing) {}

    Machine(World world, String id, VMSpec made, SimulatedGuest guest, Node node) {
        this.world = world;
        this.id = id;
        this.made = made;
        this.name = made.name();
        this.guest = guest;
        this.node = node;
        this.shape = Shape.of(made);
        this.description = made.description();
        this.tags = new LinkedHashMap<>(made.tags());
        this.autostart = made.autostart();
        this.iso = made.boot().iso().isPresent()
                ? Optional.of(made.boot().iso().get().toString())
                : Optional.empty();
        guest.inside(this);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void name(String other) {
        name = other;
    }

    Optional<String> folder() {
        return made.placement().folder();
    }

    Optional<String> path() {
        return folder().isPresent() ? Optional.of(folder().get() + "/" + name) : Optional.empty();
    }

    /** What it was made as. */
    VMSpec made() {
        return made;
    }

    SimulatedGuest guest() {
        return guest;
    }

    VMState state() {
        return state;
    }

    Node node() {
        return node;
    }

    void node(Node other) {
        node = other;
    }

    Shape shape() {
        return shape;
    }

    Optional<Shape> next() {
        return next;
    }

    /** What it has now, and what it will have after its next start, if that differs. */
    void shape(Shape now, Optional<Shape> later) {
        shape = now;
        next = later;
    }

    List<Slot> slots() {
        return slots;
    }

    List<Plug> plugs() {
        return plugs;
    }

    Map<String, String> tags() {
        return tags;
    }

    Map<String, byte[]> files() {
        return files;
    }

    Map<String, Shot> shots() {
        return shots;
    }

    Optional<String> shot() {
        return shot;
    }

    void shot(Optional<String> current) {
        shot = current;
    }

    List<SerialText> serials() {
        return serials;
    }

    Optional<String> description() {
        return description;
    }

    void description(Optional<String> text) {
        description = text;
    }

    Optional<String> iso() {
        return iso;
    }

    void iso(Optional<String> image) {
        iso = image;
    }

    boolean autostart() {
        return autostart;
    }

    void autostart(boolean on) {
        autostart = on;
    }

    boolean template() {
        return template;
    }

    void template(boolean on) {
        template = on;
    }

    /** Whether it is still in the making: it holds its name and its space, but is not to be seen. */
    boolean hidden() {
        return hidden;
    }

    void hidden(boolean on) {
        hidden = on;
    }

    boolean booted() {
        return booted;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    boolean inMemory() {
        return state == VMState.RUNNING || state == VMState.PAUSED;
    }

    void lock(String by) {
        lockedBy.ifPresent(holder -> {
            throw Problems.locked(name, holder);
        });
        lockedBy = Optional.of(by);
    }

    void unlock() {
        lockedBy = Optional.empty();
    }

    void needUnlocked() {
        lockedBy.ifPresent(holder -> {
            throw Problems.locked(name, holder);
        });
    }

    Slot slot(String disk) {
        return slots.stream()
                .filter(s -> s.id().equals(disk))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("disk of '" + name + "'", disk));
    }

    Plug plug(String nic) {
        return plugs.stream()
                .filter(p -> p.id().equals(nic))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("network adapter of '" + name + "'", nic));
    }

    Shot shot(String snapshot) {
        Shot found = shots.get(snapshot);
        if (found == null) {
            throw Problems.notFound("snapshot of '" + name + "'", snapshot);
        }
        return found;
    }

    // What it does

    /** Boots from scratch: what waited for the next start is in effect now. */
    void boot(String why) {
        next.ifPresent(s -> shape = s);
        next = Optional.empty();
        startedAt = Optional.of(world.clock().now());
        serials.forEach(SerialText::restart);
        become(VMState.RUNNING, why);
        bootGuest();
    }

    private void bootGuest() {
        booted = false;
        long number = ++boots;
        guest.boot(() -> {
            // unless it was stopped or started again meanwhile
            if (number == boots && inMemory()) {
                booted = true;
            }
            return number == boots && inMemory();
        });
    }

    /** The guest begins anew while the machine goes on running. */
    void restart(String why) {
        startedAt = Optional.of(world.clock().now());
        world.happened(Event.Kind.REBOOTED, this, why);
        bootGuest();
    }

    /** Goes on with the memory it had. */
    void goOn(String why) {
        if (startedAt.isEmpty()) {
            startedAt = Optional.of(world.clock().now());
        }
        serials.forEach(SerialText::restart);
        become(VMState.RUNNING, why);
        if (!booted) {
            bootGuest();
        }
    }

    /** Returns to the memory of a snapshot or a saved state. */
    void recall(boolean wasBooted) {
        booted = wasBooted;
    }

    void pause() {
        become(VMState.PAUSED, "paused");
    }

    void save() {
        become(VMState.SAVED, "saved");
        serials.forEach(SerialText::end);
    }

    /** Stops; nothing is kept. */
    void stop(VMState end, String why) {
        boots++;
        booted = false;
        startedAt = Optional.empty();
        become(end, why);
        serials.forEach(SerialText::end);
    }

    private void become(VMState other, String why) {
        state = other;
        world.happened(Event.Kind.STATE, this, why);
    }

    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        serials.forEach(s -> s.append(bytes, bytes.length));
    }

    /** Whether another machine's disks are based on one of its own. */
    Optional<Machine> dependent() {
        for (Machine other : world.machines().values()) {
            for (Slot slot : other.slots) {
                if (other != this && slot.blob().base().filter(this::owns).isPresent()) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    private boolean owns(Blob blob) {
        return slots.stream().anyMatch(s -> s.blob() == blob);
    }
}
