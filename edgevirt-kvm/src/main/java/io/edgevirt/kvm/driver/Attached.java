package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.Devices;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.DomainState;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A machine whose hardware is to change: how it is now, and how changes reach it. A device of a running machine changes
 * in what runs and in its definition by one request. libvirt's driver for tests has no such request; there the definition
 * of a machine that is off is written anew.
 */
final class Attached {

    private final Node node;
    private final Reads reads;
    private final DomainName domain;
    private final DomainState state;
    private final boolean persistent;
    private final DomainText text;

    private Attached(
            Node node, Reads reads, DomainName domain, DomainState state, boolean persistent, DomainText text) {
        this.node = node;
        this.reads = reads;
        this.domain = domain;
        this.state = state;
        this.persistent = persistent;
        this.text = text;
    }

    /** Reads it: seven requests with their look-ups. */
    static Attached of(Node node, Reads reads, DomainName domain) {
        DomainState state = reads.lib().domains().state(domain.uuid()).state();
        boolean persistent = reads.lib().domains().persistent(domain.uuid());
        return new Attached(node, reads, domain, state, persistent, reads.now(domain.uuid()));
    }

    UUID uuid() {
        return domain.uuid();
    }

    String name() {
        return domain.name();
    }

    boolean active() {
        return Reads.isActive(state);
    }

    boolean running() {
        return state == DomainState.RUNNING || state == DomainState.BLOCKED;
    }

    boolean persistent() {
        return persistent;
    }

    boolean saved() {
        return !active() && lib().power().hasManagedSave(uuid());
    }

    /** As it is now. */
    DomainText now() {
        return text;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    /** Which parts of it a change reaches. */
    int flags() {
        if (!active()) {
            return Devices.AFFECT_CONFIG;
        }
        return persistent ? Devices.AFFECT_LIVE | Devices.AFFECT_CONFIG : Devices.AFFECT_LIVE;
    }

    /** The test driver changes no devices of a machine that runs, and saved memory keeps the devices that it had. */
    Optional<Finding> fixed(String what) {
        if (node.test() && active()) {
            return Optional.of(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    name(),
                    "libvirt's driver for tests changes " + what + " of machines that are off alone",
                    "power it off first"));
        }
        if (saved()) {
            return Optional.of(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    name(),
                    "its saved memory knows the " + what + " that it had",
                    "start it, or drop the saved memory by powerOff()"));
        }
        return Optional.empty();
    }

    void attach(XmlElement device) {
        if (node.test()) {
            redefine(d -> d.need("devices").add(device.copy()));
        } else {
            lib().devices().attach(uuid(), device.document(), flags());
        }
    }

    void detach(XmlElement device, Consumer<XmlElement> removal) {
        if (node.test()) {
            redefine(removal);
        } else {
            lib().devices().detach(uuid(), device.document(), flags());
        }
    }

    void update(XmlElement device, Consumer<XmlElement> replacement) {
        if (node.test()) {
            redefine(replacement);
        } else {
            lib().devices().update(uuid(), device.document(), flags());
        }
    }

    /** Undoes a removal as far as it came: what runs keeps a device that its guest did not let go of. */
    void restoreDefinition(XmlElement device) {
        if (persistent && !node.test()) {
            lib().devices().attach(uuid(), device.document(), Devices.AFFECT_CONFIG);
        }
    }

    private void redefine(Consumer<XmlElement> edit) {
        Definition edited = new DomainSteps(reads, node).definition(uuid()).edited(edit);
        lib().domains().define(edited.full().document(), 0);
    }
}
