package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;

/** How the storages name volumes. */
final class Names {

    private Names() {}

    /** The volid of a disk by its bare name: files lie in a folder of their machine and have an ending. */
    static String volid(Storage storage, int vmid, String bare, String format) {
        if (!storage.files()) {
            return storage.id() + ":" + bare;
        }
        return storage.id() + ":" + vmid + "/" + bare + "." + format;
    }

    /** {@code vm-100-disk-0} of whatever a storage made of it. */
    static String bare(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.replaceFirst("\\.(raw|qcow2|vmdk)$", "");
    }

    /** Each type's own words for a taken name. */
    static Refusal taken(Storage at, int vmid, String bare, String format) {
        if (at.files()) {
            String file = at.path(vmid + "/" + bare + "." + format, "images");
            return Refusal.failed("disk image '" + file + "' already exists");
        }
        if (at.type().equals("rbd")) {
            return Refusal.failed("rbd create '" + bare + "' error: rbd: create error: (17) File exists");
        }
        if (at.type().equals("zfspool")) {
            String dataset = at.options().getOrDefault("pool", at.id()) + "/" + bare;
            return Refusal.failed("zfs error: cannot create '" + dataset + "': dataset already exists");
        }
        String group = at.options().getOrDefault("vgname", "pve");
        return Refusal.failed("lvcreate '" + group + "/" + bare + "' error:   Logical Volume \"" + bare
                + "\" already exists in volume group \"" + group + "\"");
    }
}
