package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Support;

/** What a certain machine or host can do, where the system in general can. */
final class Particular {

    private Particular() {}

    static Support of(Machine m, Feature feature, Support general) {
        return switch (feature) {
            case LIVE_MIGRATION -> {
                if (!m.made().devices().isEmpty()) {
                    yield Support.no("it has passed-through devices", "move it while it is off");
                }
                yield m.inMemory() ? general : Support.conditional("it does not run", "start it");
            }
            case GRACEFUL_SHUTDOWN, REBOOT, GUEST_EXEC, GUEST_FILES, SNAPSHOT_QUIESCE ->
                m.guest().hasAgent() ? general : Support.conditional("no agent answers in its guest", "start it");
            case POWER -> m.template() ? Support.no("it is a template", "clone it") : general;
            default -> general;
        };
    }

    static Support of(Node n, Feature feature, Support general) {
        return switch (feature) {
            case NESTED_VIRTUALIZATION ->
                n.hardware().cpu().nested().orElse(false)
                        ? Support.yes("the host passes virtualization on to its guests")
                        : Support.no("the host does not pass virtualization on to its guests", "enable it on the host");
            case GPU_PASSTHROUGH ->
                n.hardware().iommu().orElse(false) && !n.hardware().pciDevices().isEmpty()
                        ? Support.yes("the host has an IOMMU and "
                                + n.hardware().pciDevices().size() + " PCI devices")
                        : Support.no("the host has no IOMMU in use, or no PCI device", "enable the IOMMU");
            default -> general;
        };
    }
}
