package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.translate.SwitchRequests;
import java.util.List;
import java.util.Map;

/** Steps that make and remove standard switches and portgroups of one host. */
final class SwitchSteps {

    private final Site site;
    private final HostNetwork before;

    /**
     * Steps on one host.
     *
     * @param before its switches as they were planned with
     */
    SwitchSteps(Site site, HostNetwork before) {
        this.site = site;
        this.before = before;
    }

    private HostNetwork now() {
        return before.now(site);
    }

    private String on(String what, String name) {
        return what + " " + name + " on " + before.name();
    }

    /**
     * A standard switch.
     *
     * @param own whether its name carries the change's mark, so that whatever has that name is this change's own
     */
    Step addSwitch(String name, List<String> uplinks, int mtu, boolean own) {
        return new VimStep(
                        site.vim(),
                        on("make switch", name),
                        SwitchRequests.addSwitch(before.system(), name, uplinks, mtu))
                .landed(results -> made(now().vswitch(name).isPresent(), own))
                .undo(results -> {
                    HostNetwork there = now();
                    if (there.vswitch(name).isPresent()
                            && there.portgroupsOf(name).isEmpty()) {
                        site.vim().send(SwitchRequests.removeSwitch(before.system(), name));
                    }
                })
                .makes(on("switch", name));
    }

    private static Landed made(boolean there, boolean own) {
        if (!there) {
            return Landed.no();
        }
        return own ? Landed.yes(Map.of()) : Landed.unknown();
    }

    /**
     * A portgroup.
     *
     * @param own whether it is on a switch that this change made, so that it is this change's own as well
     */
    Step addPortgroup(String name, String vswitch, int vlan, boolean own) {
        return new VimStep(
                        site.vim(),
                        on("make portgroup", name),
                        SwitchRequests.addPortgroup(before.system(), name, vswitch, vlan))
                .landed(results -> made(now().on(name, vswitch), own))
                .undo(results -> {
                    if (now().on(name, vswitch)) {
                        site.vim().send(SwitchRequests.removePortgroup(before.system(), name));
                    }
                })
                .makes(on("portgroup", name));
    }

    /** Removes a portgroup, and makes it anew if a later step fails. */
    Step removePortgroup(Element portgroup) {
        String name = portgroup.at("spec/name").text();
        String vswitch = portgroup.at("spec/vswitchName").text();
        int vlan = portgroup.number("spec/vlanId").orElse(0L).intValue();
        boolean plain = portgroup.at("spec/policy").children().stream()
                .allMatch(p -> p.children().isEmpty());
        return new VimStep(
                        site.vim(), on("remove portgroup", name), SwitchRequests.removePortgroup(before.system(), name))
                .landed(results -> now().on(name, vswitch) ? Landed.no() : Landed.yes(Map.of()))
                .undo(results -> {
                    if (now().on(name, vswitch)) {
                        return;
                    }
                    if (!plain) {
                        throw new OperationFailedException(
                                Failure.of("the portgroup " + name + " had policies of its own")
                                        .backend("vsphere"));
                    }
                    site.vim().send(SwitchRequests.addPortgroup(before.system(), name, vswitch, vlan));
                });
    }

    /** Removes a standard switch. */
    Step removeSwitch(String name) {
        return new VimStep(site.vim(), on("remove switch", name), SwitchRequests.removeSwitch(before.system(), name))
                .landed(results -> now().vswitch(name).isPresent() ? Landed.no() : Landed.yes(Map.of()));
    }
}
