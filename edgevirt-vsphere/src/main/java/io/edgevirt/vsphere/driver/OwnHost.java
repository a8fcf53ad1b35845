package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.StandardSwitch;
import io.edgevirt.vsphere.VSphereHost;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.HostReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.HostRequests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What vSphere alone can do with a host. */
final class OwnHost implements VSphereHost {

    private final Site site;
    private final Operations operations;
    private final Reference host;
    private final String name;

    private OwnHost(Site site, Operations operations, Reference host, String name) {
        this.site = site;
        this.operations = operations;
        this.host = host;
        this.name = name;
    }

    /** One read, for the name. */
    static OwnHost of(Site site, Operations operations, Ref ref) {
        Reference host = new Reference("HostSystem", ref.id());
        return new OwnHost(
                site,
                operations,
                host,
                site.inventory()
                        .one(host, "name")
                        .text("name")
                        .map(Names::plain)
                        .orElse(ref.id()));
    }

    private Operation<Host> operation(String verb, Supplier<Work> plan) {
        return operations.operation(verb, name, plan, results -> operations.host(host.id()));
    }

    private HostInfo.State state() {
        return HostReader.state(site.inventory()
                .one(host, "runtime.connectionState", "runtime.powerState", "runtime.inMaintenanceMode"));
    }

    @Override
    public Operation<Host> enterMaintenance(Duration timeout, boolean evacuate) {
        return operation("enterMaintenance", () -> {
            if (evacuate && !site.vim().vCenter()) {
                return Work.stopped(Finding.fail(
                        "evacuate",
                        Problem.UNSUPPORTED,
                        name,
                        "an ESXi host alone has no other to move its machines to",
                        "connect to the vCenter, or move them by hand"));
            }
            return state() == HostInfo.State.MAINTENANCE
                    ? Work.of()
                    : Work.of(changing(
                            "set " + name + " aside",
                            HostRequests.enterMaintenance(host.id(), timeout, evacuate),
                            HostInfo.State.MAINTENANCE));
        });
    }

    @Override
    public Operation<Host> exitMaintenance(Duration timeout) {
        return operation(
                "exitMaintenance",
                () -> state() == HostInfo.State.UP
                        ? Work.of()
                        : Work.of(changing(
                                "take " + name + " back into use",
                                HostRequests.exitMaintenance(host.id(), timeout),
                                HostInfo.State.UP)));
    }

    private VimStep changing(String title, Request request, HostInfo.State wanted) {
        return new VimStep(site.vim(), title, request)
                .token(UUID.randomUUID().toString())
                .landed(results -> state() == wanted ? Landed.yes(Map.of()) : Landed.unknown());
    }

    @Override
    public Operation<Host> reboot() {
        return operation(
                "reboot",
                () -> state() == HostInfo.State.MAINTENANCE
                        ? Work.of(new VimStep(site.vim(), "restart " + name, HostRequests.reboot(host.id()))
                                .token(UUID.randomUUID().toString()))
                        : Work.stopped(Finding.fail(
                                "maintenance",
                                Problem.STATE,
                                name,
                                "a host that is not in maintenance would take its machines down with it",
                                "enterMaintenance(timeout, true).run() first")));
    }

    private HostNetwork network() {
        return HostNetwork.read(site, host.id());
    }

    @Override
    public Operation<Host> addSwitch(String switchName, int mtu, String... uplinks) {
        List<String> adapters = List.of(uplinks);
        return operation("addSwitch", () -> new OwnSwitches(site, network()).add(switchName, mtu, adapters));
    }

    @Override
    public Operation<Host> removeSwitch(String switchName) {
        return operation("removeSwitch", () -> new OwnSwitches(site, network()).remove(switchName));
    }

    @Override
    public Operation<Host> addPortgroup(String portgroup, String switchName, int vlan) {
        return operation(
                "addPortgroup", () -> new OwnSwitches(site, network()).addPortgroup(portgroup, switchName, vlan));
    }

    @Override
    public Operation<Host> removePortgroup(String portgroup) {
        return operation("removePortgroup", () -> new OwnSwitches(site, network()).removePortgroup(portgroup));
    }

    @Override
    public List<StandardSwitch> switches() {
        return operations.read("switches", name, () -> new OwnSwitches(site, network()).all());
    }

    @Override
    public Operation<Host> passthrough(PciAddress device, boolean on) {
        return operation("passthrough", () -> {
            Managed read = site.inventory().one(host, "config.pciPassthruInfo", "configManager.pciPassthruSystem");
            Optional<Element> known = read.at("config.pciPassthruInfo").children().stream()
                    .filter(d -> d.at("id").text().equalsIgnoreCase(device.toString()))
                    .findFirst();
            if (known.isEmpty() || on && !known.get().flag("passthruCapable").orElse(true)) {
                return Work.stopped(Finding.fail(
                        "device",
                        known.isEmpty() ? Problem.NOT_FOUND : Problem.UNSUPPORTED,
                        device.toString(),
                        known.isEmpty()
                                ? "the host tells of no such device for passthrough"
                                : "the host cannot pass this device through",
                        "host.hardware().pciDevices() tells its devices; VT-d or AMD's IOMMU must be on"));
            }
            if (known.get().flag("passthruEnabled").equals(Optional.of(on))) {
                return Work.of();
            }
            return new Work(
                    List.of(Finding.warn(
                            "restart",
                            name,
                            "the device may change hands only when the host starts the next time",
                            "enterMaintenance, reboot")),
                    List.of(handOver(device, on, system(read))));
        });
    }

    private String system(Managed read) {
        return read.text("configManager.pciPassthruSystem")
                .orElseThrow(() -> new UnsupportedFeatureException(
                        Failure.of("the host does not let passthrough be set").backend("vsphere")));
    }

    private VimStep handOver(PciAddress device, boolean on, String system) {
        String title = (on ? "give " : "take ") + device + (on ? " to machines of " : " back to ") + name;
        return new VimStep(
                        site.vim(),
                        title,
                        HostRequests.passthrough(Request.ref("HostPciPassthruSystem", system), device.toString(), on))
                .landed(results ->
                        site
                                        .inventory()
                                        .one(host, "config.pciPassthruInfo")
                                        .at("config.pciPassthruInfo")
                                        .children()
                                        .stream()
                                        .anyMatch(d -> d.at("id").text().equalsIgnoreCase(device.toString())
                                                && d.flag("passthruEnabled").equals(Optional.of(on)))
                                ? Landed.yes(Map.of())
                                : Landed.no());
    }
}
