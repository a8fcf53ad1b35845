package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Steps that define and remove domains. A domain is known by its uuid alone, never by its name. */
final class DomainSteps {

    private final Reads reads;
    private final Node node;

    DomainSteps(Reads reads, Node node) {
        this.reads = reads;
        this.node = node;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    /** Defines a domain whose uuid no other has. */
    Step define(String name, UUID uuid, String xml, String shown) {
        return new NativeStep("define domain " + name, shown)
                .makes("domain " + name)
                .start(results -> {
                    DomainName made = lib().domains().define(xml, 0);
                    return Started.done(Step.VM, made.uuid().toString());
                })
                .landed(results -> lib().domains().find(uuid).isPresent()
                        ? Landed.yes(Map.of(Step.VM, uuid.toString()))
                        : Landed.no())
                .undo(results -> lib().domains()
                        .find(uuid)
                        .ifPresent(d -> lib().domains().undefine(uuid, undefineFlags())));
    }

    /** Writes a definition anew; doing it twice is the same as doing it once. */
    Step redefine(String title, Definition before, Definition after) {
        return new NativeStep(title, after.shown().document())
                .send(() -> lib().domains().define(after.full().document(), 0))
                .landed(results -> Landed.no())
                .undo(results -> lib().domains().define(before.full().document(), 0));
    }

    Step autostart(UUID uuid, String name, boolean on) {
        return new NativeStep(
                        (on ? "start " : "do not start ") + name + " with its host",
                        "virDomainSetAutostart " + uuid + " " + (on ? 1 : 0))
                .send(() -> lib().domains().autostart(uuid, on))
                .landed(results -> Landed.no())
                .undo(results -> {
                    if (lib().domains().find(uuid).isPresent()) {
                        lib().domains().autostart(uuid, !on);
                    }
                });
    }

    /** Removes a domain with what libvirt keeps for it. */
    Step undefine(UUID uuid, String name) {
        return new NativeStep(
                        "undefine domain " + name,
                        "virDomainUndefineFlags " + uuid + " with its saved memory, firmware variables and snapshots")
                .send(() -> lib().domains().undefine(uuid, undefineFlags()))
                .landed(results -> lib().domains().find(uuid).isPresent() ? Landed.no() : Landed.yes(Map.of()));
    }

    int undefineFlags() {
        int all = Domains.UNDEFINE_MANAGED_SAVE | Domains.UNDEFINE_SNAPSHOTS_METADATA;
        return node.test() ? all : all | Domains.UNDEFINE_CHECKPOINTS_METADATA | Domains.UNDEFINE_NVRAM;
    }

    /** The definition as it is, with and without its secrets: two requests. */
    Definition definition(UUID uuid) {
        return Definition.of(
                lib().domains().xml(uuid, Domains.XML_INACTIVE),
                lib().domains().xml(uuid, Domains.XML_INACTIVE | Domains.XML_SECURE));
    }

    Optional<DomainName> named(String name) {
        return lib().domains().find(name);
    }
}
