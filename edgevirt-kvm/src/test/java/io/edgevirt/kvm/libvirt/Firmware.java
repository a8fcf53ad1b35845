package io.edgevirt.kvm.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Domains without an operating system: the firmware writes to the serial console that it finds none. */
final class Firmware {

    private final List<UUID> made = new ArrayList<>();

    static String xml(String name, String devices) {
        return "<domain type='qemu'><name>" + name + "</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                + "<os><type arch='x86_64' machine='q35'>hvm</type><bios useserial='yes'/></os>"
                + "<features><acpi/></features><devices>" + devices
                + "<serial type='pty'/><console type='pty'/><video><model type='vga'/></video>"
                + "<graphics type='vnc' autoport='yes'/><memballoon model='virtio'/></devices></domain>";
    }

    UUID define(LibvirtConnection c) {
        return define(c, "");
    }

    UUID define(LibvirtConnection c, String devices) {
        UUID uuid = c.domains()
                .define(xml("evnative-" + UUID.randomUUID(), devices), 0)
                .uuid();
        made.add(uuid);
        return uuid;
    }

    UUID started(LibvirtConnection c) {
        UUID uuid = define(c);
        c.power().start(uuid, 0);
        return uuid;
    }

    void removeAll(LibvirtConnection c) {
        for (UUID uuid : made) {
            if (c.domains().state(uuid).state() != DomainState.SHUT_OFF) {
                c.power().destroy(uuid, 0);
            }
            c.domains().undefine(uuid, Domains.UNDEFINE_MANAGED_SAVE | Domains.UNDEFINE_SNAPSHOTS_METADATA);
        }
        made.clear();
    }
}
