package io.edgevirt.vsphere.read;

import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A listing of machines with what they lie in to {@link VMInfo}s. */
public final class MachineReader {

    /** What a listing of machines asks for. */
    public static final List<Selection> WANTED = Stream.concat(
                    Stream.of(
                            Selection.of(
                                    "VirtualMachine",
                                    "name",
                                    "parent",
                                    "parentVApp",
                                    "runtime.powerState",
                                    "runtime.connectionState",
                                    "runtime.host",
                                    "runtime.bootTime",
                                    "summary.config.numCpu",
                                    "summary.config.memorySizeMB",
                                    "summary.config.template"),
                            Selection.of("HostSystem", "name")),
                    Paths.OF_MACHINES.stream())
            .toList();

    /** The ways to what {@link #WANTED} needs besides, from one machine. */
    public static final List<Way> WAYS = Stream.concat(
                    Paths.UP.stream(), Stream.of(new Way("host", "VirtualMachine", "runtime.host")))
            .toList();

    private static final long MIB = 1024 * 1024;

    private MachineReader() {}

    /**
     * Reads a listing.
     *
     * @param listing what was read of {@link #WANTED}
     * @param root the id of the root folder
     * @param readAt when it was read
     * @return the machines; a machine whose name the login may not read is called by its id
     */
    public static List<VMInfo> machines(Collection<Managed> listing, String root, Instant readAt) {
        Paths paths = Paths.of(listing, root);
        List<VMInfo> machines = new ArrayList<>(listing.size());
        for (Managed object : listing) {
            if (object.type().equals("VirtualMachine") && !gone(object)) {
                machines.add(machine(object, paths, readAt));
            }
        }
        return machines;
    }

    /** Whether it went away while the listing was read. */
    static boolean gone(Managed object) {
        return object.properties().isEmpty() && object.refused().containsValue("ManagedObjectNotFound");
    }

    private static VMInfo machine(Managed vm, Paths paths, Instant readAt) {
        VMState state = state(vm);
        return new VMInfo(
                vm.id(),
                vm.text("name").map(Names::plain).orElse(vm.id()),
                state,
                vm.at("summary.config.numCpu").count(),
                vm.at("summary.config.memorySizeMB").size(MIB).filter(s -> s.bytes() > 0),
                vm.text("runtime.host").flatMap(paths::name),
                paths.path(vm),
                state == VMState.RUNNING ? vm.at("runtime.bootTime").time() : Optional.empty(),
                vm.at("summary.config.template").flag(),
                readAt);
    }

    /**
     * A machine's state.
     *
     * @param vm a machine with {@code runtime.powerState} and {@code runtime.connectionState}
     * @return {@link VMState#UNKNOWN} where its host cannot be reached, and for states that this version does not know
     */
    public static VMState state(Managed vm) {
        return state(
                vm.at("runtime.powerState").text(),
                vm.at("runtime.connectionState").text());
    }

    /**
     * A machine's state.
     *
     * @param power the server's {@code VirtualMachinePowerState}, or an empty text
     * @param connection the server's {@code VirtualMachineConnectionState}, or an empty text
     * @return {@link VMState#UNKNOWN} where its host cannot be reached, and for states that this version does not know
     */
    public static VMState state(String power, String connection) {
        if (!connection.equals("connected")) {
            return VMState.UNKNOWN;
        }
        return switch (power) {
            case "poweredOn" -> VMState.RUNNING;
            case "poweredOff" -> VMState.OFF;
            case "suspended" -> VMState.SAVED;
            default -> VMState.UNKNOWN;
        };
    }
}
