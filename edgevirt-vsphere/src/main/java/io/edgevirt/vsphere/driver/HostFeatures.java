package io.edgevirt.vsphere.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Selection;
import java.util.Optional;
import java.util.Set;

/** What one host can do and another cannot. */
final class HostFeatures {

    /** The features that one host has and another lacks. */
    static final Set<Feature> DEPENDING =
            Set.of(Feature.NESTED_VIRTUALIZATION, Feature.GPU_PASSTHROUGH, Feature.VGPU, Feature.LIVE_MIGRATION);

    /** What is read of a host to tell. */
    static final Selection WANTED = Selection.of(
            "HostSystem",
            "capability.nestedHVSupported",
            "config.pciPassthruInfo",
            "config.sharedPassthruGpuTypes",
            "summary.config.vmotionEnabled");

    private HostFeatures() {}

    /** What a host's properties say; the general answer where they say nothing. */
    static Support of(Feature feature, Support general, Managed host) {
        return switch (feature) {
            case NESTED_VIRTUALIZATION ->
                told(
                                host.at("capability.nestedHVSupported"),
                                "the host passes virtualization on",
                                Support.no(
                                        "the host does not pass virtualization on",
                                        "switch VT-x with EPT, or AMD-V with RVI, on in its firmware"))
                        .orElse(general);
            case LIVE_MIGRATION ->
                told(
                                host.at("summary.config.vmotionEnabled"),
                                "vMotion is enabled on the host",
                                Support.no(
                                        "vMotion is not enabled on the host",
                                        "enable vMotion on one of its VMkernel adapters"))
                        .orElse(general);
            case GPU_PASSTHROUGH -> passthrough(host.at("config.pciPassthruInfo"), general);
            case VGPU -> profiles(host.at("config.sharedPassthruGpuTypes"), general);
            default -> general;
        };
    }

    private static Optional<Support> told(Element flag, String yes, Support no) {
        return flag.flag().map(on -> on ? Support.yes(yes) : no);
    }

    private static Support passthrough(Element devices, Support general) {
        if (!devices.present()) {
            return general;
        }
        long active = count(devices, "passthruActive");
        if (active > 0) {
            return Support.yes(active + " PCI devices of the host are set to passthrough");
        }
        long capable = count(devices, "passthruCapable");
        return capable > 0
                ? Support.conditional(
                        capable + " PCI devices of the host could be passed through, and none is set to",
                        "host.unwrap(VSphereHost.class).passthrough(address, true), then restart the host")
                : Support.no(
                        "no PCI device of the host can be passed through",
                        "switch VT-d or AMD's IOMMU on in its firmware");
    }

    private static long count(Element devices, String flag) {
        return devices.children().stream()
                .filter(d -> d.flag(flag).orElse(false))
                .count();
    }

    private static Support profiles(Element types, Support general) {
        if (!types.present()) {
            return general;
        }
        return types.children().isEmpty()
                ? Support.no("the host has no vGPU profile", "install the vendor's vGPU manager on the host")
                : Support.yes("the host has " + types.children().size() + " vGPU profiles");
    }
}
