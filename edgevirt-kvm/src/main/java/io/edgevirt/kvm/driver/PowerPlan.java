package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.DomainPower;
import io.edgevirt.kvm.libvirt.DomainState;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.translate.EmulatedXml;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plans the verbs that change what a machine is doing: each one request, but for start. */
final class PowerPlan {

    private final Node node;
    private final Reads reads;
    private final SerialPorts serial;

    PowerPlan(Node node, Reads reads, SerialPorts serial) {
        this.node = node;
        this.reads = reads;
        this.serial = serial;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    Work plan(UUID uuid, PowerVerb verb) {
        DomainName domain = reads.domain(uuid);
        String name = domain.name();
        return switch (verb) {
            case START -> start(uuid, name);
            case RESTORE -> Work.of(begin("restore " + name, uuid, "", reads.next(uuid)));
            case RESUME ->
                Work.of(step("resume ", name, "virDomainResume", uuid).send(() -> resume(uuid)));
            case SHUTDOWN ->
                Work.of(step("shut down ", name, "virDomainShutdownFlags", uuid)
                        .send(() -> lib().power().shutdown(uuid, DomainPower.ASK_DEFAULT)));
            case POWER_OFF ->
                Work.of(step("power off ", name, "virDomainDestroyFlags", uuid).send(() -> powerOff(uuid)));
            case REBOOT ->
                Work.of(step("reboot ", name, "virDomainReboot", uuid)
                        .send(() -> lib().power().reboot(uuid, DomainPower.ASK_DEFAULT)));
            case RESET ->
                Work.of(step("reset ", name, "virDomainReset", uuid)
                        .send(() -> lib().power().reset(uuid)));
            case PAUSE ->
                Work.of(step("pause ", name, "virDomainSuspend", uuid)
                        .send(() -> lib().power().suspend(uuid)));
            case SAVE -> Work.of(save(uuid, name));
        };
    }

    private static NativeStep step(String verb, String name, String call, UUID uuid) {
        return new NativeStep(verb + name, call + " " + uuid);
    }

    private NativeStep save(UUID uuid, String name) {
        DomainJob job = new DomainJob(reads, uuid);
        return step("save ", name, "virDomainManagedSave", uuid)
                .block(
                        () -> {
                            lib().power().managedSave(uuid, node.test() ? 0 : DomainPower.SAVE_RUNNING);
                            return Map.of();
                        },
                        job::fraction,
                        job::abort);
    }

    private Work start(UUID uuid, String name) {
        DomainText domain = reads.next(uuid);
        List<Finding> findings = new ArrayList<>();
        if (domain.metadata().linkedClones()
                && !new Backing(reads).builtOn(domain).isEmpty()) {
            return Work.stopped(Finding.fail(
                    "vm.linkedClones",
                    Problem.STATE,
                    name,
                    "linked clones share its disks, and would be destroyed if it wrote to them",
                    "start a clone of it, or delete its linked clones first"));
        }
        String emulated = "";
        if (domain.type().equals("kvm") && !node.test() && !node.facts().kvm()) {
            findings.add(Finding.warn(
                    "host.kvm",
                    name,
                    "it is defined for KVM and will be emulated this time, which is slow: "
                            + node.facts().emulation().orElse(""),
                    "run it on a host with hardware virtualization"));
            emulated = "yes";
        }
        return new Work(findings, List.of(begin("start " + name, uuid, emulated, domain)));
    }

    /**
     * A machine with a serial port is started paused, so that its console is open before it says its first word. A
     * domain for KVM where KVM does not execute is started by a copy of its definition; the definition itself stays.
     */
    private NativeStep begin(String title, UUID uuid, String emulated, DomainText domain) {
        boolean console = domain.serialPty() && !node.test();
        String paused = console ? ", paused; virDomainOpenConsole; virDomainResume" : "";
        String call =
                emulated.isEmpty() ? "virDomainCreateWithFlags " + uuid : "virDomainCreateXML with type='qemu' " + uuid;
        AtomicBoolean begun = new AtomicBoolean();
        return new NativeStep(title, call + paused).send(() -> {
            boolean again = begun.getAndSet(true);
            try {
                boot(uuid, emulated.isEmpty(), console ? DomainPower.START_PAUSED : 0);
            } catch (LibvirtError e) {
                if (!e.is(LibvirtError.OPERATION_INVALID) || !reads.active(uuid)) {
                    throw e;
                }
                if (!again) {
                    return; // somebody else was faster, and may be just about to let it run
                }
            }
            if (console) {
                serial.begin(uuid);
                goOn(uuid);
            }
        });
    }

    /** A reply that was lost may have been that of the resumption. */
    private void goOn(UUID uuid) {
        if (lib().domains().state(uuid).state() == DomainState.PAUSED) {
            lib().power().resume(uuid);
        }
    }

    private void boot(UUID uuid, boolean asDefined, int flags) {
        if (asDefined) {
            lib().power().start(uuid, flags);
        } else {
            XmlElement xml = XmlElement.parse(lib().domains().xml(uuid, Domains.XML_INACTIVE | Domains.XML_SECURE));
            lib().domains().create(EmulatedXml.of(xml, node.facts()).document(), flags);
        }
    }

    /** Memory that was saved while the machine was paused is restored paused. */
    private void resume(UUID uuid) {
        if (lib().domains().state(uuid).state() == DomainState.PM_SUSPENDED) {
            lib().power().wake(uuid);
        } else {
            lib().power().resume(uuid);
        }
    }

    private void powerOff(UUID uuid) {
        if (reads.active(uuid)) {
            lib().power().destroy(uuid, 0);
        } else if (lib().power().hasManagedSave(uuid)) {
            lib().power().removeManagedSave(uuid);
        }
    }
}
