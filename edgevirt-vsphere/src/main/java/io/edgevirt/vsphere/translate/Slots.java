package io.edgevirt.vsphere.translate;

import com.vmware.vim25.VirtualController;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecFileOperation;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import io.edgevirt.DiskBus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts new devices on the controllers that a machine has, and adds controllers where there is no room. New devices get
 * negative keys, which the server replaces by keys of its own. Not thread-safe.
 */
public final class Slots {

    private final Guest guest;
    private final Map<Integer, Controller> controllers = new LinkedHashMap<>();
    private final List<VirtualDeviceConfigSpec> changes = new ArrayList<>();
    private int nextKey = -1;

    private record Controller(Bus bus, int number, Set<Integer> used) {}

    /**
     * Begins with what there is.
     *
     * @param guest what suits the guest
     * @param present the machine's devices; none for a new machine
     */
    public Slots(Guest guest, List<Device> present) {
        this.guest = guest;
        for (Device device : present) {
            Bus.of(device)
                    .ifPresent(bus -> controllers.put(
                            device.key(), new Controller(bus, device.bus().orElse(0), new HashSet<>())));
        }
        for (Device device : present) {
            device.controller()
                    .map(controllers::get)
                    .ifPresent(on -> device.unit().ifPresent(on.used()::add));
        }
    }

    /**
     * Puts a new disk on a controller.
     *
     * @param disk the disk, without key and place
     * @param wanted the kind of controller; empty for the one that suits
     * @return false where there is no room
     */
    public boolean disk(VirtualDevice disk, Optional<DiskBus> wanted) {
        Optional<Bus> bus = wanted.isPresent() ? Bus.of(wanted.get()) : Optional.of(usual());
        if (bus.isEmpty() || !place(disk, bus.get(), wanted.isPresent())) {
            return false;
        }
        add(disk).fileOperation = VirtualDeviceConfigSpecFileOperation.create;
        return true;
    }

    /** Where its other disks could be: SCSI, if it has that or nothing else. */
    private Bus usual() {
        for (Bus bus : Bus.values()) {
            for (Controller controller : controllers.values()) {
                if (controller.bus() == bus && bus != Bus.IDE) {
                    return bus;
                }
            }
        }
        return Bus.SCSI;
    }

    /**
     * Puts a new disk whose file exists on a controller.
     *
     * @param disk the disk, without key and place
     * @param wanted the kind of controller; empty for the one that suits
     * @return false where there is no room
     */
    public boolean existing(VirtualDevice disk, Optional<DiskBus> wanted) {
        Optional<Bus> bus = wanted.isPresent() ? Bus.of(wanted.get()) : Optional.of(usual());
        if (bus.isEmpty() || !place(disk, bus.get(), wanted.isPresent())) {
            return false;
        }
        add(disk);
        return true;
    }

    /**
     * Puts a new CD drive on a SATA controller.
     *
     * @param drive the drive, without key and place
     * @return false where there is no room
     */
    public boolean cdrom(VirtualDevice drive) {
        if (!place(drive, Bus.SATA, true) && !place(drive, Bus.IDE, true)) {
            return false;
        }
        add(drive);
        return true;
    }

    /**
     * Adds a device that needs no place on a controller.
     *
     * @param device the device
     */
    public void other(VirtualDevice device) {
        device.key = nextKey--;
        add(device);
    }

    private VirtualDeviceConfigSpec add(VirtualDevice device) {
        VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
        change.operation = VirtualDeviceConfigSpecOperation.add;
        change.device = device;
        changes.add(change);
        return change;
    }

    private boolean place(VirtualDevice device, Bus bus, boolean asked) {
        for (Map.Entry<Integer, Controller> entry : controllers.entrySet()) {
            if (entry.getValue().bus() == bus && seat(device, entry.getKey(), entry.getValue())) {
                return true;
            }
        }
        Optional<Controller> fresh = controller(bus, asked);
        return fresh.isPresent() && seat(device, nextKey + 1, fresh.get());
    }

    private boolean seat(VirtualDevice device, int key, Controller on) {
        for (int unit = 0; unit < on.bus().units; unit++) {
            if (!on.bus().taken(unit) && on.used().add(unit)) {
                device.key = nextKey--;
                device.controllerKey = key;
                device.unitNumber = unit;
                return true;
            }
        }
        return false;
    }

    private Optional<Controller> controller(Bus bus, boolean asked) {
        Set<Integer> numbers = new HashSet<>();
        for (Controller there : controllers.values()) {
            if (there.bus() == bus) {
                numbers.add(there.number());
            }
        }
        for (int number = 0; number < bus.controllers; number++) {
            if (!numbers.contains(number)) {
                VirtualController fresh = bus.fresh(guest, asked);
                fresh.key = nextKey--;
                fresh.busNumber = number;
                add(fresh);
                Controller controller = new Controller(bus, number, new HashSet<>());
                controllers.put(fresh.key, controller);
                return Optional.of(controller);
            }
        }
        return Optional.empty();
    }

    /**
     * All that is new, controllers before what is on them.
     *
     * @return the changes for a configuration's specification
     */
    public VirtualDeviceConfigSpec[] changes() {
        return changes.toArray(new VirtualDeviceConfigSpec[0]);
    }
}
