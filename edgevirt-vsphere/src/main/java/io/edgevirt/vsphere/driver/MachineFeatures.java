package io.edgevirt.vsphere.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.vsphere.read.Managed;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What one machine can do and another cannot, by the properties that the plans judge by. */
final class MachineFeatures {

    private static final Set<Feature> BY_TOOLS = EnumSet.of(
            Feature.GRACEFUL_SHUTDOWN,
            Feature.REBOOT,
            Feature.SNAPSHOT_QUIESCE,
            Feature.GUEST_ADDRESSES,
            Feature.GUEST_EXEC,
            Feature.GUEST_FILES);

    private static final Set<Feature> BY_POWER =
            EnumSet.of(Feature.POWER, Feature.SAVE, Feature.RESET, Feature.SCREENSHOT, Feature.REMOTE_DISPLAY);

    private static final Set<Feature> BY_CONFIG =
            EnumSet.of(Feature.HOT_RECONFIGURE, Feature.SECURE_BOOT, Feature.TPM, Feature.NESTED_VIRTUALIZATION);

    private static final String TEMPLATE = "summary.config.template";
    private static final String TOOLS = "guest.toolsRunningStatus";
    private static final String VERSION = "config.version";
    private static final String FIRMWARE = "config.firmware";
    private static final String NESTED = "config.nestedHVEnabled";
    private static final String HOT_CPUS = "config.cpuHotAddEnabled";
    private static final String HOT_MEMORY = "config.memoryHotAddEnabled";

    /** What is read of a machine to tell. */
    static final String[] WANTED = {TEMPLATE, TOOLS, VERSION, FIRMWARE, NESTED, HOT_CPUS, HOT_MEMORY};

    /** The virtual hardware that a feature came with: 13 is ESXi 6.5's, 14 is 6.7's. */
    private static final int SECURE_BOOT_SINCE = 13;

    private static final int TPM_SINCE = 14;

    private MachineFeatures() {}

    /** Whether one machine differs from another in it. */
    static boolean depends(Feature feature) {
        return BY_TOOLS.contains(feature) || BY_POWER.contains(feature) || BY_CONFIG.contains(feature);
    }

    /** What a machine's properties say; the general answer where they say nothing. */
    static Support of(Feature feature, Support general, Managed vm) {
        boolean runs = BY_TOOLS.contains(feature) || BY_POWER.contains(feature);
        if (runs && vm.at(TEMPLATE).flag().orElse(false)) {
            return Support.no("a template does not run", "clone it");
        }
        if (BY_TOOLS.contains(feature)) {
            return tools(vm).orElse(general);
        }
        return switch (feature) {
            case HOT_RECONFIGURE -> hot(vm).orElse(general);
            case NESTED_VIRTUALIZATION -> nested(vm).orElse(general);
            case SECURE_BOOT -> hardware(vm, SECURE_BOOT_SINCE).orElse(general);
            case TPM -> hardware(vm, TPM_SINCE).orElse(general);
            default -> general;
        };
    }

    private static Optional<Support> tools(Managed vm) {
        return vm.text(TOOLS).filter(t -> !t.isEmpty()).map(told -> switch (told) {
            case "guestToolsRunning" -> Support.yes("VMware Tools run in its guest");
            case "guestToolsExecutingScripts" ->
                Support.conditional("VMware Tools are starting in its guest", "wait until they run");
            default ->
                Support.conditional(
                        "VMware Tools do not run in its guest",
                        "install open-vm-tools or VMware Tools and wait until they run");
        });
    }

    private static Optional<Support> hot(Managed vm) {
        Optional<Boolean> cpus = vm.at(HOT_CPUS).flag();
        Optional<Boolean> memory = vm.at(HOT_MEMORY).flag();
        if (cpus.isEmpty() && memory.isEmpty()) {
            return Optional.empty();
        }
        boolean hotCpus = cpus.orElse(false);
        boolean hotMemory = memory.orElse(false);
        if (hotCpus && hotMemory) {
            return Optional.of(Support.yes("its processors and memory can be added to while it runs"));
        }
        String enable = "enable hot-add while it is off, or shut it down for the change";
        return Optional.of(
                hotCpus || hotMemory
                        ? Support.conditional(
                                (hotCpus ? "processors" : "memory") + " alone can be added while it runs", enable)
                        : Support.no("hot-add is not enabled on it", enable));
    }

    private static Optional<Support> nested(Managed vm) {
        return vm.at(NESTED)
                .flag()
                .map(on -> on
                        ? Support.yes("its guest is given the processor's virtualization")
                        : Support.conditional(
                                "it is not switched on", "switch it on while it is off: nestedVirtualization(true)"));
    }

    /** A firmware, and a virtual hardware that is new enough. */
    private static Optional<Support> hardware(Managed vm, int since) {
        Optional<String> firmware = vm.text(FIRMWARE);
        if (firmware.filter(f -> !f.equals("efi")).isPresent()) {
            return Optional.of(Support.no("its firmware is " + firmware.get(), "create it with UEFI"));
        }
        return vm.text(VERSION)
                .filter(v -> v.matches("vmx-[0-9]{1,3}"))
                .map(v -> Integer.parseInt(v.substring("vmx-".length())))
                .filter(v -> v < since)
                .map(v -> Support.no(
                        "its virtual hardware is of version " + v + ", and it came with " + since,
                        "upgrade the virtual hardware while it is off"));
    }
}
