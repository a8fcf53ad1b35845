package io.edgevirt.vsphere.translate;

import com.vmware.vim25.Description;
import com.vmware.vim25.DistributedVirtualSwitchPortConnection;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceBackingInfo;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecFileOperation;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualDeviceFileBackingInfo;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualDiskFlatVer2BackingInfo;
import com.vmware.vim25.VirtualDiskMode;
import com.vmware.vim25.VirtualDiskSeSparseBackingInfo;
import com.vmware.vim25.VirtualE1000;
import com.vmware.vim25.VirtualE1000e;
import com.vmware.vim25.VirtualEthernetCard;
import com.vmware.vim25.VirtualEthernetCardDistributedVirtualPortBackingInfo;
import com.vmware.vim25.VirtualEthernetCardMacType;
import com.vmware.vim25.VirtualEthernetCardNetworkBackingInfo;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualPCNet32;
import com.vmware.vim25.VirtualVmxnet2;
import com.vmware.vim25.VirtualVmxnet3;
import io.edgevirt.Size;
import io.edgevirt.spi.Change;
import io.edgevirt.vsphere.read.Element;
import java.util.List;
import java.util.Optional;

/**
 * Changes of machines, as specifications that hold what changes and nothing else: a device is named by its key, place and
 * what stands behind it, for a server takes what it is not told of an edited device as it is.
 */
public final class Edits {

    private static final long KIB = 1024;
    private static final long MIB = KIB * KIB;

    private Edits() {}

    /**
     * Other figures.
     *
     * @param change what is wanted
     * @param coresPerSocket how many cores each of its sockets has
     * @return the specification
     */
    public static VirtualMachineConfigSpec reconfigure(Change.Reconfigure change, int coresPerSocket) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        change.description().ifPresent(text -> spec.annotation = text);
        change.cpus().ifPresent(count -> {
            spec.numCPUs = count;
            if (coresPerSocket > 1 && count % coresPerSocket != 0) {
                spec.numCoresPerSocket = 1;
            }
        });
        change.memory().ifPresent(size -> spec.memoryMB = size.bytes() / MIB);
        if (!change.tags().isEmpty()) {
            spec.extraConfig = new Options().tags(change.tags()).array();
        }
        change.nestedVirtualization().ifPresent(on -> spec.nestedHVEnabled = on);
        return spec;
    }

    /**
     * New devices.
     *
     * @param slots where they were put
     * @return the specification
     */
    public static VirtualMachineConfigSpec added(Slots slots) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = slots.changes();
        return spec;
    }

    /**
     * Another image in a drive, or none.
     *
     * @param drive the drive
     * @param image the image; empty for none
     * @return the specification
     */
    public static VirtualMachineConfigSpec tray(Device drive, Optional<String> image) {
        VirtualCdrom edited = new VirtualCdrom();
        known(edited, drive);
        edited.backing = Devices.tray(image);
        edited.connectable = Devices.connected(image.isPresent());
        return one(VirtualDeviceConfigSpecOperation.edit, edited, Optional.empty());
    }

    /**
     * A larger disk.
     *
     * @param disk the disk
     * @param size its new size
     * @return the specification
     */
    public static VirtualMachineConfigSpec resized(Device disk, Size size) {
        VirtualDisk edited = existing(disk);
        edited.capacityInKB = size.bytes() / KIB;
        return one(VirtualDeviceConfigSpecOperation.edit, edited, Optional.empty());
    }

    /**
     * A disk less.
     *
     * @param disk the disk
     * @param keepFile whether its file stays
     * @return the specification
     */
    public static VirtualMachineConfigSpec withoutDisk(Device disk, boolean keepFile) {
        return one(
                VirtualDeviceConfigSpecOperation.remove,
                existing(disk),
                keepFile ? Optional.empty() : Optional.of(VirtualDeviceConfigSpecFileOperation.destroy));
    }

    /**
     * Several disks less, whose files stay.
     *
     * @param disks the disks
     * @return the specification
     */
    public static VirtualMachineConfigSpec withoutDisks(List<Device> disks) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = disks.stream()
                .map(d -> change(VirtualDeviceConfigSpecOperation.remove, existing(d)))
                .toArray(VirtualDeviceConfigSpec[]::new);
        return spec;
    }

    /**
     * An adapter less.
     *
     * @param nic the adapter
     * @return the specification
     */
    public static VirtualMachineConfigSpec withoutNic(Device nic) {
        VirtualEthernetCard card = card(nic.type());
        known(card, nic);
        return one(VirtualDeviceConfigSpecOperation.remove, card, Optional.empty());
    }

    /**
     * Addresses of their own for the adapters of a copy, which vSphere gives only to adapters whose address it chose.
     *
     * @param nics the original's adapters
     * @return the changes of the copy
     */
    public static VirtualDeviceConfigSpec[] freshAddresses(List<Device> nics) {
        return nics.stream()
                .map(nic -> {
                    VirtualEthernetCard card = card(nic.type());
                    known(card, nic);
                    wire(nic.told().at("backing")).ifPresent(backing -> card.backing = backing);
                    card.addressType = VirtualEthernetCardMacType.generated.name();
                    return change(VirtualDeviceConfigSpecOperation.edit, card);
                })
                .toArray(VirtualDeviceConfigSpec[]::new);
    }

    /** The same network; of kinds that are not known nothing is said, so that it stays. */
    private static Optional<VirtualDeviceBackingInfo> wire(Element backing) {
        if (backing.type().equals("VirtualEthernetCardNetworkBackingInfo")) {
            VirtualEthernetCardNetworkBackingInfo same = new VirtualEthernetCardNetworkBackingInfo();
            same.deviceName = backing.at("deviceName").text();
            backing.text("network").ifPresent(id -> same.network = Devices.reference("Network", id));
            return Optional.of(same);
        }
        if (backing.type().equals("VirtualEthernetCardDistributedVirtualPortBackingInfo")) {
            DistributedVirtualSwitchPortConnection port = new DistributedVirtualSwitchPortConnection();
            port.switchUuid = backing.at("port").at("switchUuid").text();
            backing.text("port/portgroupKey").ifPresent(key -> port.portgroupKey = key);
            VirtualEthernetCardDistributedVirtualPortBackingInfo same =
                    new VirtualEthernetCardDistributedVirtualPortBackingInfo();
            same.port = port;
            return Optional.of(same);
        }
        return Optional.empty();
    }

    private static VirtualEthernetCard card(String type) {
        return switch (type) {
            case "VirtualVmxnet3" -> new VirtualVmxnet3();
            case "VirtualVmxnet2" -> new VirtualVmxnet2();
            case "VirtualE1000" -> new VirtualE1000();
            case "VirtualE1000e" -> new VirtualE1000e();
            case "VirtualPCNet32" -> new VirtualPCNet32();
            default -> new VirtualEthernetCard();
        };
    }

    private static VirtualDisk existing(Device disk) {
        VirtualDisk same = new VirtualDisk();
        known(same, disk);
        same.backing = file(disk);
        same.capacityInKB = disk.capacity().orElse(Size.ZERO).bytes() / KIB;
        return same;
    }

    /** What stands behind a disk; of kinds that are neither flat nor sparse files nothing is said. */
    private static VirtualDeviceFileBackingInfo file(Device disk) {
        String mode = disk.told().text("backing/diskMode").orElse(VirtualDiskMode.persistent.name());
        if (disk.told().at("backing").type().equals("VirtualDiskSeSparseBackingInfo")) {
            VirtualDiskSeSparseBackingInfo sparse = new VirtualDiskSeSparseBackingInfo();
            sparse.fileName = disk.file().orElse("");
            sparse.diskMode = mode;
            return sparse;
        }
        VirtualDiskFlatVer2BackingInfo flat = new VirtualDiskFlatVer2BackingInfo();
        flat.fileName = disk.file().orElse("");
        flat.diskMode = mode;
        disk.told().flag("backing/thinProvisioned").ifPresent(thin -> flat.thinProvisioned = thin);
        disk.told().text("backing/uuid").ifPresent(uuid -> flat.uuid = uuid);
        return flat;
    }

    /** What names a device. */
    private static void known(VirtualDevice same, Device device) {
        same.key = device.key();
        if (!device.label().isEmpty()) {
            Description info = new Description();
            info.label = device.label();
            info.summary = device.told().text("deviceInfo/summary").orElse("");
            same.deviceInfo = info;
        }
        device.controller().ifPresent(key -> same.controllerKey = key);
        device.unit().ifPresent(unit -> same.unitNumber = unit);
    }

    private static VirtualMachineConfigSpec one(
            VirtualDeviceConfigSpecOperation operation,
            VirtualDevice device,
            Optional<VirtualDeviceConfigSpecFileOperation> file) {
        VirtualDeviceConfigSpec change = change(operation, device);
        file.ifPresent(f -> change.fileOperation = f);
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = new VirtualDeviceConfigSpec[] {change};
        return spec;
    }

    private static VirtualDeviceConfigSpec change(VirtualDeviceConfigSpecOperation operation, VirtualDevice device) {
        VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
        change.operation = operation;
        change.device = device;
        return change;
    }
}
