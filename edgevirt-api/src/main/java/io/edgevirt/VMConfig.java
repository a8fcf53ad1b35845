package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine's whole configuration, as {@link VM#config()} reads it.
 *
 * @param cpus virtual processors
 * @param memory what it has; with dynamic memory, what it starts with
 * @param dynamicMemory the bounds between which the system moves its memory, if it does
 * @param firmware the firmware
 * @param secureBoot whether secure boot is on
 * @param tpm whether it has a TPM
 * @param nestedVirtualization whether virtualization is exposed to its guest
 * @param guestOs the system's own name for its guest's operating system
 * @param description its description
 * @param tags its tags
 * @param autostart whether it starts with its host
 * @param disks its disks
 * @param nics its network adapters
 * @param devices host devices that are passed through
 * @param isos the images in its CD drives
 * @param atNextStart the names of fields whose new value takes effect at the next start
 * @param nativeText the system's own definition, such as domain XML without secrets
 */
public record VMConfig(
        int cpus,
        Size memory,
        Optional<MemoryRange> dynamicMemory,
        Optional<Firmware> firmware,
        Optional<Boolean> secureBoot,
        Optional<Boolean> tpm,
        Optional<Boolean> nestedVirtualization,
        Optional<String> guestOs,
        Optional<String> description,
        Map<String, String> tags,
        Optional<Boolean> autostart,
        List<DiskInfo> disks,
        List<NicInfo> nics,
        List<PciAddress> devices,
        List<String> isos,
        List<String> atNextStart,
        Optional<String> nativeText) {

    // Copies the collections.
    public VMConfig {
        tags = Map.copyOf(tags);
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        devices = List.copyOf(devices);
        isos = List.copyOf(isos);
        atNextStart = List.copyOf(atNextStart);
    }

    /** One line; the native text is left out. */
    @Override
    public String toString() {
        return Line.one(cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + memory
                + dynamicMemory.map(d -> " (" + d + ")").orElse("")
                + firmware.map(f -> ", " + f).orElse("") + ", disks " + disks + ", nics " + nics
                + (isos.isEmpty() ? "" : ", ISO " + isos)
                + (devices.isEmpty() ? "" : ", devices " + devices));
    }
}
