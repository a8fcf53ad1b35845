package io.edgevirt.testkit;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;

import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The server that a backend's contract tests run against: how to connect to it, and what it holds that tests may use.
 *
 * <p>Two methods are needed; each of the others says more, and lets more of the contract be verified. What stays empty
 * although the backend claims the feature is counted as not verifiable, with the missing thing as the reason.
 */
public interface ContractServer {

    /**
     * What tells this server from others of the same backend; the end of the summary's file name.
     *
     * @return such as {@code real} or {@code test-default}; letters, digits and hyphens
     */
    String label();

    /**
     * Connects anew. Several connections are open at the same time, and all see the same machines.
     *
     * @param more to be applied to the settings after the server's own, such as an interceptor
     * @return a new connection, which the kit closes
     */
    Hypervisor connect(Consumer<Settings.Builder> more);

    /**
     * Connects to a second server that machines can be moved to, where the backend moves between connections.
     *
     * @return a new connection, which the kit closes; empty where moves stay within one connection or are not possible
     */
    default Optional<Hypervisor> connectOther() {
        return Optional.empty();
    }

    /**
     * Adds what a machine needs to be created and started here, such as a disk, a kernel and a serial port. One disk at
     * least lies in a pool, and it has one processor, so that tests can give it a second.
     *
     * @param machine a definition with a name
     * @return the same definition; by default with 1 processor, 128 MiB of memory and a disk of {@link #diskSize()}
     */
    default VMDefinition machine(VMDefinition machine) {
        return machine.cpus(1).memory(mib(128)).disk(diskSize());
    }

    /**
     * Like {@link #machine}, but with a guest that does not react when it is asked to shut down.
     *
     * @param machine a definition with a name
     * @param name that name
     * @return the same definition with what such a machine needs; empty where there is no such guest
     */
    default Optional<VMDefinition> deafMachine(VMDefinition machine, String name) {
        return Optional.empty();
    }

    /**
     * The size of disks and volumes that tests make.
     *
     * @return a size that the server does not round; 1 GiB by default
     */
    default Size diskSize() {
        return gib(1);
    }

    /**
     * What the serial console of {@link #machine} shows when its guest is up.
     *
     * @return a text; empty where guests write nothing
     */
    default Optional<String> bootMarker() {
        return Optional.empty();
    }

    /**
     * Whether the guest of {@link #machine} does as it is told when it is asked to shut down or to restart.
     *
     * @return true by default
     */
    default boolean guestReacts() {
        return true;
    }

    /**
     * Makes a running machine's guest or process crash, so that its state becomes CRASHED.
     *
     * @return does that; empty where it cannot be done
     */
    default Optional<Consumer<VM>> crash() {
        return Optional.empty();
    }

    /**
     * How long anything may take: a boot, a shutdown, an event.
     *
     * @return the deadline of every wait of the kit; 30 seconds by default
     */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /**
     * Lets time pass at a server whose time is simulated, while a caller waits for something that does not happen.
     *
     * @param duration how much; nothing is to be done where time passes by itself
     */
    default void pass(Duration duration) {}

    /**
     * The things that stand ready on the server for tests to use and not to change.
     *
     * @return nothing by default
     */
    default Props props() {
        return Props.none();
    }

    /**
     * The native text of a machine, for {@code defineNative}.
     *
     * @param name the name it has in the text
     * @return the text; empty where the backend has none
     */
    default Optional<String> nativeText(String name) {
        return Optional.empty();
    }

    /**
     * Hosts that a cluster may be made of and that belong to none, so other ones at each call.
     *
     * @return their names or addresses; empty where no cluster may be made
     */
    default List<String> clusterNodes() {
        return List.of();
    }

    /**
     * Removes a cluster that a test made, which EdgeVirt itself does not do. Where this does nothing, it stays.
     *
     * @param name the cluster's name
     */
    default void dissolve(String name) {}

    /**
     * What this server, and not the backend, cannot show, because it is a simulator or lacks the hardware. Such tests
     * are counted as not verifiable, with the reason.
     *
     * <p>A key is the name of a {@link io.edgevirt.Feature}, an area of the contract ({@code Snapshots}), one of its
     * tests ({@code Snapshots.tree}), or one case of a test with cases ({@code Power.table: SHUTDOWN on RUNNING}). A
     * key that fits nothing fails the contract.
     *
     * @return key to reason; none by default
     */
    default Map<String, String> gaps() {
        return Map.of();
    }
}
