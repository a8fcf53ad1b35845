package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.DistributedPortgroup;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.DistributedSwitchRequests;
import io.edgevirt.vsphere.translate.WantedPortgroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Steps that make and change distributed switches. What is made bears the change's mark in its description. */
final class DistributedSteps {

    /** Key: the id of the distributed switch that was made. */
    static final String DVS = "dvs";

    private static final String MARK = "edgevirt:";

    private final Site site;

    DistributedSteps(Site site) {
        this.site = site;
    }

    /** All switches, in one request. */
    List<Managed> all() {
        return site
                .inventory()
                .all(Selection.of("DistributedVirtualSwitch", "name", "config", "summary.hostMember", "portgroup"))
                .stream()
                .filter(o -> o.type().endsWith("DistributedVirtualSwitch"))
                .toList();
    }

    /** All portgroups, in one request. */
    List<Managed> portgroups() {
        return site.inventory().all(Selection.of("DistributedVirtualPortgroup", "name", "config.description")).stream()
                .filter(o -> o.type().equals("DistributedVirtualPortgroup"))
                .toList();
    }

    private static String name(Managed object) {
        return object.text("name").map(Names::plain).orElse(object.id());
    }

    Step create(String folder, String name, List<String> uplinks, int mtu, UUID token) {
        String mark = MARK + token;
        return new VimStep(
                        site.vim(),
                        "make distributed switch " + name,
                        DistributedSwitchRequests.create(folder, name, uplinks, mtu, mark))
                .token(token.toString())
                .tells(DVS)
                .landed(results -> made(mark)
                        .map(d -> Landed.yes(Map.of(DVS, d.id())))
                        .orElseGet(() -> begun(new Reference("Folder", folder), token, DVS)))
                .undo(results -> made(mark).ifPresent(this::drop))
                .makes("distributed switch " + name);
    }

    private Optional<Managed> made(String mark) {
        return all().stream()
                .filter(d ->
                        d.at("config").text("description").filter(mark::equals).isPresent())
                .findFirst();
    }

    private static ManagedObjectReference ref(Managed dvs) {
        return Request.ref(dvs.type(), dvs.id());
    }

    /** What is not there may be under way. */
    private Landed begun(Reference place, UUID token, String tells) {
        Optional<Element> task = new RecentTasks(site).of(place).own(token.toString());
        return task.flatMap(t -> t.text("task"))
                .map(t -> Landed.running(TaskId.of(t, tells)))
                .orElse(Landed.no());
    }

    private void drop(Managed dvs) {
        TaskEnd.brief(site.inventory()).await(site.vim().task(DistributedSwitchRequests.remove(ref(dvs))));
    }

    private static String version(Managed dvs) {
        return dvs.at("config").at("configVersion").text();
    }

    private boolean member(Managed dvs, String host) {
        return site
                .inventory()
                .one(dvs.reference(), "summary.hostMember")
                .at("summary.hostMember")
                .references()
                .stream()
                .anyMatch(h -> h.id().equals(host));
    }

    Step addHost(Managed dvs, String host, String hostName, List<String> adapters) {
        return new VimStep(
                        site.vim(),
                        "connect " + hostName + " to " + name(dvs),
                        DistributedSwitchRequests.addHost(ref(dvs), version(dvs), host, adapters))
                .token(UUID.randomUUID().toString())
                .landed(results -> member(dvs, host) ? Landed.yes(Map.of()) : Landed.no());
    }

    Step removeHost(Managed dvs, String host, String hostName) {
        return new VimStep(
                        site.vim(),
                        "take " + hostName + " off " + name(dvs),
                        DistributedSwitchRequests.removeHost(ref(dvs), version(dvs), host))
                .token(UUID.randomUUID().toString())
                .landed(results -> member(dvs, host) ? Landed.no() : Landed.yes(Map.of()));
    }

    List<Step> addPortgroup(Managed dvs, DistributedPortgroup portgroup, UUID token) {
        String mark = MARK + token;
        WantedPortgroup wanted = new WantedPortgroup(
                portgroup.name(),
                portgroup.vlan(),
                portgroup.promiscuous(),
                portgroup.macChanges(),
                portgroup.forgedTransmits());
        Step make = new VimStep(
                        site.vim(),
                        "make distributed portgroup " + portgroup.name(),
                        DistributedSwitchRequests.addPortgroup(ref(dvs), wanted, mark))
                .token(token.toString())
                .landed(results -> portgroup(mark)
                        .map(p -> Landed.yes(Map.of()))
                        .orElseGet(() -> begun(dvs.reference(), token, "")))
                .undo(results -> portgroup(mark)
                        .ifPresent(p -> TaskEnd.brief(site.inventory())
                                .await(site.vim().task(DistributedSwitchRequests.removePortgroup(p)))))
                .makes("distributed portgroup " + portgroup.name());
        Step look = new Look(
                "look up portgroup " + portgroup.name(),
                "RetrievePropertiesEx DistributedVirtualPortgroup name, config.description",
                results -> Map.of(
                        Step.SWITCH,
                        portgroup(mark)
                                .orElseThrow(() -> VSphereNetworks.absent("the portgroup was removed meanwhile"))));
        return List.of(make, look);
    }

    private Optional<String> portgroup(String mark) {
        return portgroups().stream()
                .filter(p -> p.text("config.description").filter(mark::equals).isPresent())
                .map(Managed::id)
                .findFirst();
    }

    Step remove(Managed dvs) {
        return new VimStep(
                        site.vim(),
                        "remove distributed switch " + name(dvs),
                        DistributedSwitchRequests.remove(ref(dvs)))
                .token(UUID.randomUUID().toString())
                .landed(results ->
                        all().stream().anyMatch(d -> d.id().equals(dvs.id())) ? Landed.no() : Landed.yes(Map.of()));
    }
}
