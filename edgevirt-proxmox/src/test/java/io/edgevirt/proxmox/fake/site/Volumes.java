package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The volumes on all storages of a cluster: disks of machines, ISOs, backups, snippets. A node is told wherever a volume
 * is meant, as a volid alone does not say on which node a local storage has it.
 */
public final class Volumes {

    private final Stores stores;
    private final Map<String, Volume> volumes = new LinkedHashMap<>();

    Volumes(Stores stores) {
        this.stores = stores;
    }

    /** Where a storage's volumes are for a node: the node, or "" if it is shared. */
    private String where(String node, String storage) {
        return stores.find(storage).map(Storage::shared).orElse(false) ? "" : node;
    }

    private String key(String node, String volid) {
        int colon = volid.indexOf(':');
        if (colon < 1) {
            throw Refusal.failed("unable to parse volume ID '" + volid + "'");
        }
        return where(node, volid.substring(0, colon)) + "|" + volid;
    }

    /** Puts a volume where it says, in place of one of the same id. */
    public synchronized Volume put(Volume volume) {
        String where = where(volume.where(), volume.storage());
        Volume placed = volume.as(where, volume.volid(), volume.vmid());
        volumes.put(key(where, volume.volid()), placed);
        return placed;
    }

    /** A volume as a node sees it. */
    public synchronized Optional<Volume> find(String node, String volid) {
        return Optional.ofNullable(volumes.get(key(node, volid)));
    }

    /** A volume as a node sees it, or the refusal. */
    public Volume get(String node, String volid) {
        return find(node, volid).orElseThrow(() -> Refusal.failed("volume '" + volid + "' does not exist"));
    }

    /** The volumes of one storage as a node sees them. */
    public synchronized List<Volume> on(String node, String storage) {
        String where = where(node, storage);
        return volumes.values().stream()
                .filter(v -> v.storage().equals(storage) && v.where().equals(where))
                .toList();
    }

    /** All volumes of a machine, backups left out. */
    public synchronized List<Volume> of(int vmid) {
        return volumes.values().stream()
                .filter(v -> v.vmid() == vmid && !v.content().equals("backup"))
                .toList();
    }

    /** Everything there is. */
    public synchronized List<Volume> all() {
        return new ArrayList<>(volumes.values());
    }

    /** Makes an empty disk for a machine under the next free name, {@code vm-100-disk-0}; gives its volid. */
    public synchronized String allocate(String node, String storage, int vmid, String format, long bytes) {
        return allocate(node, storage, vmid, next(node, storage, vmid, format), format, bytes);
    }

    /** Makes an empty disk under a bare name such as {@code vm-100-disk-0} or {@code vm-100-cloudinit}. */
    public synchronized String allocate(String node, String storage, int vmid, String name, String format, long bytes) {
        Storage at = stores.usable(storage, node);
        if (!at.content().contains("images") && !at.content().contains("rootdir")) {
            throw Refusal.failed("storage '" + storage + "' does not support content-type 'images'");
        }
        String volid = Names.volid(at, vmid, name, format);
        if (volumes.containsKey(key(node, volid))) {
            throw Names.taken(at, vmid, name, format);
        }
        if (!at.thin() && bytes > at.total() - stores.used(at, node)) {
            throw Refusal.failed("lvcreate '" + at.options().getOrDefault("vgname", storage) + "/" + name
                    + "' error:   Volume group \"" + at.options().getOrDefault("vgname", storage)
                    + "\" has insufficient free space");
        }
        put(Volume.of(node, volid, "images", at.files() ? format : "raw", bytes, vmid));
        return volid;
    }

    /** The next free bare name of a disk. */
    public synchronized String next(String node, String storage, int vmid, String format) {
        Storage at = stores.get(storage);
        List<String> taken =
                on(node, storage).stream().map(v -> Names.bare(v.name())).toList();
        for (int i = 0; ; i++) {
            String name = "vm-" + vmid + "-disk-" + i;
            if (!taken.contains(name) && !taken.contains("base-" + vmid + "-disk-" + i)) {
                return at.files() && format.equals("subvol") ? "sub" + name : name;
            }
        }
    }

    /** Copies a disk in full to a new one of another machine (or the same one); gives its volid. */
    public synchronized String copy(String fromNode, String volid, String node, String storage, int vmid) {
        Volume from = get(fromNode, volid);
        return allocate(node, storage, vmid, from.format(), from.size());
    }

    /** Makes a linked clone of a base volume on the same storage; gives its volid. */
    public synchronized String link(String node, String volid, int vmid) {
        Volume base = get(node, volid);
        if (!Names.bare(base.name()).startsWith("base-")) {
            throw Refusal.failed("clone_image only works on base images");
        }
        Storage at = stores.usable(base.storage(), node);
        String bare = next(node, at.id(), vmid, base.format());
        String format = at.files() ? "qcow2" : "raw";
        String own = Names.volid(at, vmid, bare, format);
        boolean below = at.files() || at.type().equals("rbd") || at.type().equals("zfspool");
        String linked = below ? volid + "/" + own.substring(own.indexOf(':') + 1) : own;
        put(Volume.of(node, linked, "images", format, base.size(), vmid).below(volid));
        return linked;
    }

    /** Makes a disk the base of a template, under {@code base-…}; gives its volid. */
    public synchronized String base(String node, String volid) {
        Volume old = get(node, volid);
        String based = volid.replaceFirst("vm-(\\d+-disk-\\d+(?:\\.\\w+)?)$", "base-$1");
        volumes.remove(key(node, volid));
        put(old.as(old.where(), based, old.vmid()));
        return based;
    }

    /** Gives a disk to another machine, under a name of that machine's; gives its volid. */
    public synchronized String reassign(String node, String volid, int vmid) {
        Volume old = get(node, volid);
        Storage at = stores.get(old.storage());
        String now = Names.volid(at, vmid, next(node, at.id(), vmid, old.format()), old.format());
        volumes.remove(key(node, volid));
        put(old.as(old.where(), now, vmid));
        return now;
    }

    /** Takes a local disk to another node, as a migration does; gives its volid there. */
    public synchronized String move(String volid, String from, String to, String storage) {
        Volume old = get(from, volid);
        Storage at = stores.usable(storage, to);
        String wanted = Names.volid(at, old.vmid(), Names.bare(old.name()), old.format());
        boolean free = find(to, wanted).isEmpty();
        String bare = free ? Names.bare(old.name()) : next(to, storage, old.vmid(), old.format());
        String now = Names.volid(at, old.vmid(), bare, old.format());
        volumes.remove(key(from, volid));
        put(old.as(to, now, old.vmid()));
        return now;
    }

    /** Sets a disk's size. */
    public synchronized void resize(String node, String volid, long bytes) {
        put(get(node, volid).sized(bytes).as(node, volid, get(node, volid).vmid()));
    }

    /** Removes a volume; a base that linked clones lie on is refused. */
    public synchronized void remove(String node, String volid) {
        Volume volume = get(node, volid);
        stores.usable(volume.storage(), node);
        boolean based = volumes.values().stream()
                .anyMatch(v -> v.where().equals(volume.where()) && v.parent().equals(Optional.of(volid)));
        if (based) {
            throw Refusal.failed("base volume '" + volid + "' is still in use by linked clones");
        }
        volumes.remove(key(node, volid));
    }
}
