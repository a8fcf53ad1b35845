package io.edgevirt.vsphere.driver;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Guest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine as it was when a plan was made.
 *
 * @param read what was read of {@link #WANTED}
 */
record Machine(Managed read) {

    static final String[] WANTED = {
        "name",
        "parent",
        "parentVApp",
        "runtime.powerState",
        "runtime.connectionState",
        "runtime.host",
        "resourcePool",
        "snapshot",
        "datastore",
        "network",
        "summary.config.template",
        "config.annotation",
        "config.changeVersion",
        "config.cpuHotAddEnabled",
        "config.memoryHotAddEnabled",
        "config.files",
        "config.guestId",
        "config.hardware",
        "config.nestedHVEnabled"
    };

    String id() {
        return read.id();
    }

    String name() {
        return read.text("name").map(Names::plain).orElse(read.id());
    }

    VMState state() {
        return MachineReader.state(read);
    }

    boolean running() {
        return state() == VMState.RUNNING;
    }

    boolean off() {
        return state() == VMState.OFF;
    }

    boolean template() {
        return read.at("summary.config.template").flag().orElse(false);
    }

    Optional<Reference> host() {
        return read.at("runtime.host").reference();
    }

    Optional<String> pool() {
        return read.text("resourcePool");
    }

    Optional<String> folder() {
        return read.text("parent");
    }

    Optional<String> currentSnapshot() {
        return read.at("snapshot").text("currentSnapshot");
    }

    /** The folder of its own files, such as {@code [store] edge-ipc-01}. */
    Optional<String> home() {
        return read.at("config.files")
                .text("vmPathName")
                .filter(p -> p.contains("/"))
                .map(p -> p.substring(0, p.lastIndexOf('/')));
    }

    /** The ids of the datastores that it has files on. */
    List<String> datastores() {
        return read.at("datastore").references().stream().map(Reference::id).toList();
    }

    /** The name of the datastore of its own files. */
    Optional<String> store() {
        return read.at("config.files").text("vmPathName").flatMap(Machine::store);
    }

    static Optional<String> store(String file) {
        int end = file.indexOf(']');
        return file.startsWith("[") && end > 1 ? Optional.of(file.substring(1, end)) : Optional.empty();
    }

    List<Device> devices() {
        return read.permitted("config.hardware").all("device").stream()
                .map(Device::new)
                .toList();
    }

    List<Device> disks() {
        return devices().stream().filter(Device::disk).toList();
    }

    Optional<Device> device(String key) {
        return devices().stream()
                .filter(d -> String.valueOf(d.key()).equals(key))
                .findFirst();
    }

    /** How a disk is attached. */
    Optional<DiskBus> bus(Device disk) {
        return io.edgevirt.vsphere.read.Devices.of(
                        new Element("device", "", "", read.at("config.hardware").all("device"), Map.of()))
                .bus(disk.told());
    }

    Guest guest() {
        return new Guest(read.text("config.guestId"));
    }

    /** Why it cannot be changed now, if that is so. */
    Optional<Finding> fixed() {
        if (state() == VMState.UNKNOWN) {
            return Optional.of(Finding.fail(
                    "vm.state", Problem.STATE, name(), "its host cannot be reached", "see to the host first"));
        }
        if (template()) {
            return Optional.of(Finding.fail(
                    "vm.template",
                    Problem.STATE,
                    name(),
                    "of a template vSphere changes name and description alone",
                    "turn it into a machine: unwrap(VSphereVM.class).markAsMachine()"));
        }
        return Optional.empty();
    }
}
