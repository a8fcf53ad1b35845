package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ConfigTarget;
import com.vmware.vim25.VirtualMachinePciPassthroughInfo;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PciAddress;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.vsphere.read.Devices;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.HostDevice;
import io.edgevirt.vsphere.translate.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the place of a machine offers beyond space: asked only where something of it is wanted. */
final class Target {

    private static final String BROWSER = "environmentBrowser";

    private final Site site;
    private final Place place;

    Target(Site site, Place place) {
        this.site = site;
        this.place = place;
    }

    /** The speed of the slowest processors that it may run on. */
    int mhz() {
        OptionalInt slowest = hosts().stream()
                .flatMap(h -> h.at("summary.hardware.cpuMhz").count().stream())
                .mapToInt(Integer::intValue)
                .min();
        return slowest.orElse(0);
    }

    private Reference compute() {
        return new Reference(
                place.compute().cluster() ? "ClusterComputeResource" : "ComputeResource",
                place.compute().id());
    }

    private List<Managed> hosts() {
        Reference at =
                place.node().map(n -> new Reference("HostSystem", n.id())).orElseGet(this::compute);
        if (at.type().equals("HostSystem")) {
            return site.inventory()
                    .many(
                            List.of(at),
                            Selection.of(
                                    "HostSystem",
                                    "summary.hardware.cpuMhz",
                                    "hardware.pciDevice",
                                    "config.pciPassthruInfo",
                                    "config.sharedPassthruGpuTypes"));
        }
        Managed cluster = site.inventory().one(at, "host");
        return site.inventory()
                .many(cluster.at("host").references(), Selection.of("HostSystem", "summary.hardware.cpuMhz"));
    }

    /** A device of the host that it can pass through. */
    Optional<HostDevice> device(PciAddress address) {
        for (Managed host : place.node().isPresent() ? hosts() : List.<Managed>of()) {
            for (Element device : host.at("hardware.pciDevice").children()) {
                boolean same = Devices.address(device.at("id").text()).equals(Optional.of(address));
                if (same && passes(host, device.at("id").text())) {
                    return Optional.of(new HostDevice(
                            device.at("id").text(),
                            device.text("deviceName").orElse(""),
                            system(device.at("id").text()),
                            device.number("vendorId").orElse(0L).intValue(),
                            device.number("deviceId").orElse(0L).intValue()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean passes(Managed host, String id) {
        return host.at("config.pciPassthruInfo").children().stream()
                .filter(i -> i.at("id").text().equals(id))
                .anyMatch(i -> i.flag("passthruEnabled").orElse(false)
                        && i.flag("passthruActive").orElse(true));
    }

    /** The host's own id, which only what it offers to new machines tells. */
    private String system(String id) {
        Managed compute = site.inventory().one(compute(), BROWSER);
        Request request = Request.on(
                        "EnvironmentBrowser", compute.permitted(BROWSER).text(), "QueryConfigTarget")
                .returning("ConfigTarget");
        if (place.node().isPresent()) {
            request = request.with(
                    "host",
                    "ManagedObjectReference",
                    Request.ref("HostSystem", place.node().get().id()));
        }
        VirtualMachinePciPassthroughInfo[] offered = site.vim().send(request, ConfigTarget.class).pciPassthrough;
        for (VirtualMachinePciPassthroughInfo info :
                offered == null ? new VirtualMachinePciPassthroughInfo[0] : offered) {
            if (info.pciDevice != null && id.equals(info.pciDevice.id)) {
                return info.systemId == null ? "" : info.systemId;
            }
        }
        return "";
    }

    /** What cannot be there. */
    List<Finding> refusals(VMSpec spec) {
        List<Finding> found = new ArrayList<>();
        boolean devices = !spec.devices().isEmpty();
        if (devices && place.node().isEmpty()) {
            found.add(Finding.fail(
                    "device",
                    Problem.INVALID,
                    spec.devices().toString(),
                    "a device is of one host, and DRS would choose another",
                    "name the host by host()"));
        }
        if (spec.resources().pinnedCpus().isPresent() && place.compute().drs()) {
            found.add(Finding.fail(
                    "pinCpus",
                    Problem.UNSUPPORTED,
                    place.compute().name(),
                    "in a cluster with DRS vSphere refuses to bind processors",
                    "place it on a host outside, or switch DRS off for the cluster"));
        }
        spec.vgpu()
                .filter(profile -> !profiles().contains(profile))
                .ifPresent(profile -> found.add(Finding.fail(
                        "vgpu",
                        Problem.NOT_FOUND,
                        profile,
                        "no host there offers that profile",
                        "the profiles are " + profiles())));
        if (spec.boot().tpm() && !site.vim().vCenter()) {
            found.add(Finding.fail(
                    "tpm",
                    Problem.UNSUPPORTED,
                    spec.name(),
                    "a virtual TPM's key comes from a vCenter",
                    "connect to the vCenter: vsphere://…"));
        }
        return found;
    }

    private List<String> profiles() {
        return hosts().stream()
                .flatMap(h -> h.at("config.sharedPassthruGpuTypes").children().stream())
                .map(Element::text)
                .distinct()
                .sorted()
                .toList();
    }
}
