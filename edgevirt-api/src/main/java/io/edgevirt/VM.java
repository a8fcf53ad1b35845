package io.edgevirt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A virtual machine. Thread-safe; handles are equal when endpoint and id are.
 *
 * <p>{@link #name()}, {@link #state()}, {@link #cpus()}, {@link #memory()} and {@link #info()} tell what is known and
 * never ask the system; every other method asks. Verbs block until the state they name is seen, are idempotent, and
 * refresh this handle:
 *
 * <table>
 * <caption>Verbs and states: what each does, the state it ends in, or the refusal</caption>
 * <tr><th>verb</th><th>OFF</th><th>RUNNING</th><th>PAUSED</th><th>SAVED</th><th>CRASHED</th></tr>
 * <tr><td>start</td><td>boots: RUNNING</td><td>nothing</td><td>resumes: RUNNING</td><td>restores: RUNNING</td>
 *     <td>boots: RUNNING</td></tr>
 * <tr><td>pause</td><td>refused</td><td>PAUSED</td><td>nothing</td><td>refused</td><td>refused</td></tr>
 * <tr><td>resume</td><td>refused</td><td>nothing</td><td>RUNNING</td><td>refused</td><td>refused</td></tr>
 * <tr><td>save</td><td>refused</td><td>SAVED</td><td>SAVED</td><td>nothing</td><td>refused</td></tr>
 * <tr><td>shutdown</td><td>nothing</td><td>OFF</td><td>refused</td><td>refused</td><td>refused</td></tr>
 * <tr><td>reboot</td><td>refused</td><td>RUNNING</td><td>refused</td><td>refused</td><td>refused</td></tr>
 * <tr><td>reset</td><td>refused</td><td>RUNNING</td><td>refused</td><td>refused</td><td>refused</td></tr>
 * <tr><td>powerOff</td><td>nothing</td><td>OFF</td><td>OFF</td><td>OFF, the saved memory is dropped</td>
 *     <td>OFF</td></tr>
 * <tr><td>delete</td><td>gone</td><td>refused</td><td>refused</td><td>gone, with its saved memory</td>
 *     <td>refused</td></tr>
 * </table>
 *
 * <p>"Nothing" means that the state named holds already. "Refused" is {@link InvalidStateException}, before anything
 * changed. In state UNKNOWN the system is asked and decides. {@code reboot} and {@code reset} are never repeated after
 * a lost reply.
 */
public interface VM {

    /**
     * The system's own id, which stays the same for the machine's whole life.
     *
     * @return such as a UUID, a managed object's id or a VMID
     */
    String id();

    /**
     * The name as last read. Does not ask the system.
     *
     * @return the name
     */
    String name();

    /**
     * The state as last read. Does not ask the system.
     *
     * @return the state
     */
    VMState state();

    /**
     * The number of virtual processors as last read. Does not ask the system.
     *
     * @return processors
     * @throws InvalidStateException if it is unknown; {@link #config()} asks
     */
    int cpus();

    /**
     * The memory as last read. Does not ask the system.
     *
     * @return what the machine has; with dynamic memory, what it starts with
     * @throws InvalidStateException if it is unknown; {@link #config()} asks
     */
    Size memory();

    /**
     * All that the last bulk read or refresh told. Does not ask the system.
     *
     * @return an immutable record
     */
    VMInfo info();

    /**
     * When the system knew what {@link #info()} says. Does not ask the system.
     *
     * @return the time
     */
    default Instant readAt() {
        return info().readAt();
    }

    /**
     * Reads this machine again.
     *
     * @return this handle
     * @throws NotFoundException if it is gone
     */
    VM refresh();

    /**
     * Reads the whole configuration.
     *
     * @return an immutable record
     */
    VMConfig config();

    /**
     * Boots it, resumes it or restores it; see the table.
     *
     * @return this handle, RUNNING
     */
    VM start();

    /**
     * Asks the guest to shut down, and waits for it. Never pulls the plug by itself.
     *
     * @param atMost how long the guest may take
     * @return this handle, OFF
     * @throws OperationTimeoutException if the guest does not within that time
     */
    VM shutdown(Duration atMost);

    /**
     * Pulls the plug. Never waits behind a graceful shutdown under way.
     *
     * @return this handle, OFF
     */
    VM powerOff();

    /**
     * Asks the guest to restart, and returns when it accepted.
     *
     * @return this handle
     */
    VM reboot();

    /**
     * Asks the guest to restart, and returns when the restart was seen.
     *
     * @param atMost how long the guest may take
     * @return this handle, RUNNING
     * @throws OperationTimeoutException if no restart was seen within that time
     */
    VM reboot(Duration atMost);

    /**
     * Presses the reset button: the guest is not asked.
     *
     * @return this handle, RUNNING
     */
    VM reset();

    /**
     * Stops it for the moment, its memory kept in RAM.
     *
     * @return this handle, PAUSED
     */
    VM pause();

    /**
     * Goes on after {@link #pause()}.
     *
     * @return this handle, RUNNING
     */
    VM resume();

    /**
     * Writes its memory to disk and stops it; {@link #start()} restores it.
     *
     * @return this handle, SAVED
     */
    VM save();

    /**
     * Waits for a state.
     *
     * @param state the state to wait for
     * @param atMost how long
     * @return this handle, in that state
     * @throws OperationTimeoutException if it is not seen within that time; it says what was
     */
    VM await(VMState state, Duration atMost);

    /**
     * Deletes it with its saved memory, firmware variables and snapshots, and with those of its disks that lie in a
     * pool and that no other machine uses.
     *
     * @throws InvalidStateException if it runs
     * @throws NotFoundException if it is gone already
     */
    void delete();

    /**
     * Deletes it.
     *
     * @param options such as {@link DeleteOptions#keepDisks()}
     * @throws InvalidStateException if it runs
     * @throws NotFoundException if it is gone already
     */
    void delete(DeleteOptions options);

    /**
     * Gives it another name; the id stays.
     *
     * @param name the new name
     * @return this handle
     */
    VM rename(String name);

    /**
     * The same verbs as operations, to be checked, explained or submitted.
     *
     * @return the verbs
     */
    PreparedVM prepare();

    /**
     * Begins a change of its configuration.
     *
     * @return a builder
     */
    Reconfiguration reconfigure();

    /**
     * Begins a copy.
     *
     * @param name the copy's name
     * @return a builder
     */
    CloneDefinition cloneAs(String name);

    /**
     * Begins a move to another host.
     *
     * @return a builder
     */
    Migration migrate();

    /**
     * Its snapshots, a tree.
     *
     * @return a catalog that also takes snapshots
     */
    Snapshots snapshots();

    /**
     * Its disks, without CD drives.
     *
     * @return the disks, as the system has them now
     */
    List<Disk> disks();

    /**
     * Adds an empty disk in the default pool.
     *
     * @param size its size
     * @return the disk
     */
    default Disk addDisk(Size size) {
        return addDisk(size, options -> {});
    }

    /**
     * Adds an empty disk.
     *
     * @param size its size
     * @param options sets pool, path, bus
     * @return the disk
     */
    Disk addDisk(Size size, java.util.function.Consumer<DiskOptions> options);

    /**
     * Its network adapters.
     *
     * @return the adapters, as the system has them now
     */
    List<Nic> nics();

    /**
     * Adds a network adapter.
     *
     * @param network a switch's name, path or id, or a bridge's name
     * @return the adapter
     */
    default Nic addNic(String network) {
        return addNic(network, options -> {});
    }

    /**
     * Adds a network adapter.
     *
     * @param network a switch's name, path or id, or a bridge's name
     * @param options sets VLAN, MAC address, MAC spoofing
     * @return the adapter
     */
    Nic addNic(String network, java.util.function.Consumer<NicOptions> options);

    /**
     * Puts an ISO image into its CD drive, adding a drive if it has none.
     *
     * @param image the server's path, or {@code pool:volume}
     * @return this handle
     */
    VM attachIso(String image);

    /**
     * Puts an ISO image of this machine's into its CD drive; it is uploaded where the host is another.
     *
     * @param image a file of the JVM's machine
     * @return this handle
     */
    VM attachIso(java.nio.file.Path image);

    /**
     * Takes the ISO image out of its CD drive; does nothing if the drive is empty.
     *
     * @return this handle
     */
    VM ejectIso();

    /**
     * What its first serial port says: the text since this connection started the machine, else since the first call.
     *
     * @return the console
     */
    SerialConsole serial();

    /**
     * How to see its screen.
     *
     * @return kind, address, ticket and expiry
     */
    RemoteDisplay display();

    /**
     * What its screen shows now.
     *
     * @return a PNG image
     */
    byte[] screenshot();

    /**
     * What it uses now.
     *
     * @return figures; what the system does not report is empty
     */
    VMStats stats();

    /**
     * What the guest's agent offers: addresses, commands.
     *
     * @return the guest
     */
    Guest guest();

    /**
     * Whether this machine, as it is, can do something. At most one request.
     *
     * @param feature what
     * @return yes, no, or on what it depends
     */
    Support supports(Feature feature);

    /**
     * The native object below, if there is one of that type. It is valid until the connection is closed.
     *
     * @param type such as {@code org.libvirt.Domain}
     * @param <N> the native type
     * @return the object, if this backend has one of that type
     */
    <N> Optional<N> unwrapIf(Class<N> type);

    /**
     * The native object below. It is valid until the connection is closed.
     *
     * @param type such as {@code org.libvirt.Domain}
     * @param <N> the native type
     * @return the object
     * @throws UnsupportedFeatureException if this backend has none of that type
     */
    <N> N unwrap(Class<N> type);
}
