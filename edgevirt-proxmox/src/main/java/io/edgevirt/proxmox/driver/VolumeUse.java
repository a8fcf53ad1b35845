package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.VolumeName;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a machine needs a volume. A disk's name tells its owner, whose configuration is read; for what none owns, those of
 * all machines are. Proxmox VE itself would remove a disk or an image that is in use.
 */
final class VolumeUse {

    private static final String USED = "volume.used";
    private static final Pattern UNUSED = Pattern.compile("unused\\d+");
    private static final Pattern STATE = Pattern.compile("(?:\\d+/)?vm-\\d+-state-.+", Pattern.DOTALL);

    private final Site site;
    private final Stored volume;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Step> unused = Optional.empty();

    private VolumeUse(Site site, Stored volume) {
        this.site = site;
        this.volume = volume;
    }

    static VolumeUse of(Site site, Store store, Stored volume) {
        VolumeUse use = new VolumeUse(site, volume);
        if (volume.shielded().orElse(false)) {
            use.findings.add(Finding.fail(
                    "volume.protected",
                    Problem.STATE,
                    volume.volid(),
                    "the backup is protected",
                    "take the protection away first"));
        } else if (volume.content().equals("images") || volume.content().equals("rootdir")) {
            use.disk(store);
        } else if (volume.content().equals("iso")) {
            use.search(store);
        }
        return use;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How to remove a disk that its owner keeps as unused: by way of its configuration, which forgets it as well. */
    Optional<Step> unused() {
        return unused;
    }

    /**
     * Looks for the volume in all machines that may have it: Proxmox VE does not tell which one uses what none owns. Two
     * requests for each machine, and one for each of its snapshots.
     */
    private void search(Store store) {
        List<String> unread = new ArrayList<>();
        for (Json row : site.nodes().listing()) {
            String node = row.text("node").orElse("");
            boolean may = row.text("type").equals(Optional.of("qemu"))
                    && (store.shared() || store.nodes().contains(node));
            Optional<String> vmid = row.text("vmid").filter(v -> may);
            if (vmid.isPresent() && !searched(vmid.get(), node)) {
                unread.add(vmid.get());
            }
        }
        if (!unread.isEmpty()) {
            findings.add(Finding.warn(
                    USED,
                    volume.volid(),
                    "the configurations of the machines " + unread + " cannot be read",
                    "make sure that none of them uses it"));
        }
    }

    /** Tells of the volume if a machine has it; false where that cannot be known. */
    private boolean searched(String vmid, String node) {
        try {
            config("qemu", vmid, node).ifPresent(config -> judge("qemu", vmid, node, config));
            return true;
        } catch (SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return false;
        }
    }

    private void disk(Store store) {
        Optional<String> owner = volume.vmid();
        if (VolumeName.own(volume.path()) || owner.isEmpty()) {
            search(store);
            return;
        }
        String kind = volume.content().equals("rootdir") ? "lxc" : "qemu";
        owner(kind, owner.get(), store).ifPresent(o -> judge(kind, owner.get(), o.node(), o.config()));
    }

    private void judge(String kind, String vmid, String node, Json config) {
        if (STATE.matcher(volume.path()).matches()) {
            used(vmid, "a snapshot or the saved memory of " + vmid + " is in it");
            return;
        }
        for (Map.Entry<String, Json> entry : config.fields().entrySet()) {
            if (entry.getValue().text().filter(this::names).isEmpty()) {
                continue;
            }
            if (UNUSED.matcher(entry.getKey()).matches() && kind.equals("qemu")) {
                unused = Optional.of(forgetting(vmid, node, entry.getKey(), config));
            } else {
                used(vmid, "it is " + entry.getKey() + " of " + vmid);
                return;
            }
        }
        snapshots(kind, vmid, node);
    }

    /** A machine cannot go back to a snapshot whose disk is gone; without its image it goes back, and does not start. */
    private void snapshots(String kind, String vmid, String node) {
        List<String> users = new SnapshotUse(site.pve(), kind, node, vmid).of(volume.volid());
        if (users.isEmpty()) {
            return;
        }
        String reason = "the snapshots " + String.join(", ", users) + " of " + vmid + " have it";
        findings.add(
                volume.content().equals("iso")
                        ? Finding.warn(
                                USED, volume.volid(), reason, "eject it after going back to one of them, or keep it")
                        : Finding.fail(USED, Problem.STATE, volume.volid(), reason, "delete the snapshots first"));
    }

    private void used(String vmid, String reason) {
        findings.add(Finding.fail(
                USED,
                Problem.STATE,
                volume.volid(),
                reason,
                "remove it from the machine " + vmid + ", or delete the machine"));
    }

    private boolean names(String value) {
        return SnapshotUse.names(value, volume.volid());
    }

    private Step forgetting(String vmid, String node, String key, Json config) {
        Call call = Call.put("/nodes/{node}/qemu/{vmid}/config", node, vmid)
                .with("delete", key)
                .withIf("digest", config.text("digest"));
        return new PveStep(site.pve(), "remove " + volume.volid() + ", " + key + " of " + vmid, call)
                .landed(results -> config("qemu", vmid, node)
                                .filter(c -> c.text(key).filter(this::names).isPresent())
                                .isPresent()
                        ? Landed.no()
                        : Landed.yes(Map.of()));
    }

    /**
     * A machine that is there.
     *
     * @param node its node
     * @param config its configuration
     */
    private record Owner(String node, Json config) {}

    /** The owner; empty if there is no such machine any more. */
    private Optional<Owner> owner(String kind, String vmid, Store store) {
        try {
            Owner owner = site.nodes().at(vmid, node -> new Owner(node, asked(kind, vmid, node)));
            // A local disk of that name on another node is a left-over.
            return store.nodes().contains(owner.node()) ? Optional.of(owner) : Optional.empty();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Json asked(String kind, String vmid, String node) {
        return site.pve().send(Call.get("/nodes/{node}/" + kind + "/{vmid}/config", node, vmid));
    }

    private Optional<Json> config(String kind, String vmid, String node) {
        try {
            return Optional.of(asked(kind, vmid, node));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
