package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ResourceAllocationInfo;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualDiskFlatVer2BackingInfo;
import com.vmware.vim25.VirtualDiskMode;
import com.vmware.vim25.VirtualMachineAffinityInfo;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualMachineFileInfo;
import io.edgevirt.DiskBus;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.vim.VirtualMachineBootOptions;
import io.edgevirt.vsphere.vim.VirtualTPM;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine that is wanted, as the specification of its configuration. What is not asked for is left to the server. */
public final class CreateSpec {

    private static final long MIB = 1024L * 1024;
    private static final long GIB_IN_MIB = 1024;

    /**
     * What was found for a machine.
     *
     * @param place where it goes
     * @param nets the networks of its adapters, in their order
     * @param iso the image in its drive
     * @param devices the host's devices
     * @param mhz the speed of the host's processors, with which whole ones are reserved
     */
    public record Chosen(Place place, List<Net> nets, Optional<String> iso, List<HostDevice> devices, int mhz) {

        // Copies the lists.
        public Chosen {
            nets = List.copyOf(nets);
            devices = List.copyOf(devices);
        }
    }

    /**
     * A disk whose file is there already.
     *
     * @param file the file
     * @param size its size
     * @param bus how it is to be attached
     */
    public record Existing(String file, Size size, Optional<DiskBus> bus) {}

    private CreateSpec() {}

    /**
     * Translates a machine around disks that are there.
     *
     * @param wanted what is wanted besides
     * @param chosen what was found for it
     * @param config the file of its own configuration, such as {@code [store] folder/name.vmx}
     * @param disks its disks
     * @return the specification
     */
    public static VirtualMachineConfigSpec around(VMSpec wanted, Chosen chosen, String config, List<Existing> disks) {
        VirtualMachineConfigSpec spec = of(wanted, chosen);
        spec.files.vmPathName = config;
        Slots slots = devices(wanted, chosen);
        for (Existing disk : disks) {
            VirtualDisk device = new VirtualDisk();
            VirtualDiskFlatVer2BackingInfo backing = new VirtualDiskFlatVer2BackingInfo();
            backing.fileName = disk.file();
            backing.diskMode = VirtualDiskMode.persistent.name();
            device.backing = backing;
            device.capacityInKB = disk.size().bytes() / 1024;
            slots.existing(device, disk.bus());
        }
        spec.deviceChange = slots.changes();
        return spec;
    }

    /**
     * Translates.
     *
     * @param wanted what is wanted; {@link SpecRules} found nothing in the way
     * @param chosen what was found for it
     * @return the specification
     */
    public static VirtualMachineConfigSpec of(VMSpec wanted, Chosen chosen) {
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.name = Names.kept(wanted.name());
        spec.instanceUuid = wanted.token().toString();
        wanted.boot().guestOs().ifPresent(os -> spec.guestId = os);
        wanted.description().ifPresent(text -> spec.annotation = text);
        VirtualMachineFileInfo files = new VirtualMachineFileInfo();
        files.vmPathName = "[" + chosen.place().home().name() + "]";
        spec.files = files;
        spec.numCPUs = wanted.cpus();
        spec.memoryMB = wanted.memory().bytes() / MIB;
        spec.deviceChange = devices(wanted, chosen).changes();
        resources(spec, wanted, chosen.mhz());
        Options options = options(wanted);
        if (!options.isEmpty()) {
            spec.extraConfig = options.array();
        }
        boot(spec, wanted.boot());
        wanted.nestedVirtualization().ifPresent(on -> spec.nestedHVEnabled = on);
        return spec;
    }

    private static Slots devices(VMSpec wanted, Chosen chosen) {
        Guest guest = new Guest(wanted.boot().guestOs());
        Slots slots = new Slots(guest, List.of());
        for (int i = 0; i < wanted.disks().size(); i++) {
            DiskSpec disk = wanted.disks().get(i);
            String store = chosen.place().disks().get(i).name();
            slots.disk(Devices.disk(file(store, disk.path()), disk.size(), disk.thin()), disk.bus());
        }
        chosen.iso().ifPresent(image -> slots.cdrom(Devices.cdrom(Optional.of(image))));
        for (int i = 0; i < wanted.nics().size(); i++) {
            NicSpec nic = wanted.nics().get(i);
            slots.other(Devices.nic(guest, chosen.nets().get(i), nic.mac()));
        }
        chosen.devices().forEach(d -> slots.other(Devices.passthrough(d)));
        wanted.vgpu().ifPresent(profile -> slots.other(Devices.vgpu(profile)));
        if (wanted.boot().tpm()) {
            slots.other(new VirtualTPM());
        }
        return slots;
    }

    /**
     * A disk's file.
     *
     * @param store the datastore's name
     * @param path where it lies there; empty lets the server name it
     * @return as vSphere writes it
     */
    public static String file(String store, Optional<String> path) {
        return path.map(p -> p.startsWith("[") ? p : "[" + store + "] " + p).orElse("[" + store + "]");
    }

    private static void resources(VirtualMachineConfigSpec spec, VMSpec wanted, int mhz) {
        VMSpec.Resources resources = wanted.resources();
        resources.reservedCpus().filter(n -> n > 0).ifPresent(n -> spec.cpuAllocation = reserved((long) n * mhz));
        resources
                .reservedMemory()
                .filter(m -> m.bytes() > 0)
                .ifPresent(m -> spec.memoryAllocation = reserved(m.bytes() / MIB));
        if (locksMemory(wanted)) {
            spec.memoryAllocation = reserved(wanted.memory().bytes() / MIB);
            spec.memoryReservationLockedToMax = true;
        }
        resources.pinnedCpus().ifPresent(list -> {
            VirtualMachineAffinityInfo affinity = new VirtualMachineAffinityInfo();
            affinity.affinitySet = numbers(list);
            spec.cpuAffinity = affinity;
        });
    }

    /** A device that reaches into memory by itself needs all of it kept, and so do pages that are never swapped. */
    private static boolean locksMemory(VMSpec wanted) {
        return !wanted.devices().isEmpty()
                || wanted.vgpu().isPresent()
                || wanted.resources().hugepages();
    }

    private static ResourceAllocationInfo reserved(long amount) {
        ResourceAllocationInfo info = new ResourceAllocationInfo();
        info.reservation = amount;
        return info;
    }

    /**
     * A list of processors.
     *
     * @param list such as {@code 0-3,6}
     * @return each number once, ascending
     */
    static int[] numbers(String list) {
        List<Integer> all = new ArrayList<>();
        for (String part : list.split(",")) {
            String[] ends = part.trim().split("-");
            int last = Integer.parseInt(ends[ends.length - 1].trim());
            for (int n = Integer.parseInt(ends[0].trim()); n <= last; n++) {
                all.add(n);
            }
        }
        return all.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
    }

    private static Options options(VMSpec wanted) {
        Options options = new Options().tags(wanted.tags());
        wanted.cloudInit().ifPresent(data -> options.cloudInit(wanted.token(), data));
        if (wanted.resources().hugepages()) {
            // VMware's guide to tuning for telecommunication names this one for pages of 1 GiB.
            boolean whole = wanted.memory().bytes() / MIB % GIB_IN_MIB == 0;
            options.set(whole ? "sched.mem.lpage.enable1GPage" : "sched.mem.lpage.enable", "TRUE");
        }
        if (!wanted.devices().isEmpty() || wanted.vgpu().isPresent()) {
            options.set("pciPassthru.use64bitMMIO", "TRUE");
        }
        return options;
    }

    private static void boot(VirtualMachineConfigSpec spec, VMSpec.BootSpec boot) {
        boolean secure = boot.secureBoot().orElse(false);
        boolean uefi = secure || boot.tpm();
        boot.firmware()
                .or(() -> uefi ? Optional.of(Firmware.UEFI) : Optional.empty())
                .ifPresent(kind -> spec.firmware = kind == Firmware.UEFI ? "efi" : "bios");
        boot.secureBoot()
                .filter(on -> uefi || boot.firmware().equals(Optional.of(Firmware.UEFI)))
                .ifPresent(on -> {
                    VirtualMachineBootOptions options = new VirtualMachineBootOptions();
                    options.efiSecureBootEnabled = on;
                    spec.bootOptions = options;
                });
    }
}
