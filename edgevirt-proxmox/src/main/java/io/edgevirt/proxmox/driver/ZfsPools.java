package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.NodeDisk;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.DiskReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.ZfsReader;
import io.edgevirt.proxmox.read.ZfsReader.Leaf;
import io.edgevirt.spi.HCIRole.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ZFS pool of a node.
 *
 * @param site the connection
 * @param node the node
 * @param name the pool's name there
 */
record ZfsPools(Site site, String node, String name) implements HyperPools.Figures {

    static Entry entry(String node, String name) {
        return new Entry(node + "/" + name, node + "/" + name, "ZFS", List.of(node));
    }

    /** Its figures, in one request for all pools of the node. */
    Json row() {
        return site.pve().send(Call.get("/nodes/{node}/disks/zfs", node)).list().stream()
                .filter(p -> p.text("name").equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> HyperPools.absent(node + "/" + name));
    }

    private Json detail() {
        return site.pve().send(Call.get("/nodes/{node}/disks/zfs/{name}", node, name));
    }

    @Override
    public HCIHealth health() {
        return ZfsReader.health(detail(), Instant.now());
    }

    @Override
    public HCICapacity capacity() {
        return ZfsReader.capacity(row(), detail())
                .orElseThrow(() -> new OperationFailedException(
                        Failure.of("ZFS tells no figures").backend(Faults.BACKEND)));
    }

    @Override
    public HCIResiliency resiliency() {
        return ZfsReader.resiliency(detail());
    }

    @Override
    public HCIRebuild rebuild() {
        return ZfsReader.rebuild(detail());
    }

    @Override
    public List<HCIDisk> disks() {
        Map<String, NodeDisk> known = new HashMap<>();
        HyperPools.quietly(site, Call.get("/nodes/{node}/disks/list", node)).ifPresent(listing -> {
            List<NodeDisk> disks = DiskReader.disks(listing);
            disks.forEach(d -> known.put(plain(d.device()), d));
            listing.list()
                    .forEach(row -> disks.stream()
                            .filter(d -> row.text("devpath").equals(Optional.of(d.device())))
                            .forEach(d -> row.text("by_id_link").ifPresent(link -> known.put(plain(link), d))));
        });
        return ZfsReader.leaves(detail()).stream()
                .map(leaf -> disk(leaf, Optional.ofNullable(known.get(plain(leaf.name())))))
                .toList();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private HCIDisk disk(Leaf leaf, Optional<NodeDisk> known) {
        return new HCIDisk(
                node + "/" + leaf.name(),
                Optional.of(node),
                known.flatMap(NodeDisk::size),
                known.map(NodeDisk::kind).orElse(DiskKind.UNKNOWN),
                Optional.of(leaf.role()),
                Optional.of(!leaf.errors()
                        && (leaf.state().equals("ONLINE") || leaf.state().equals("AVAIL"))),
                known.flatMap(NodeDisk::lifeLeft).map(left -> (100 - left) / 100.0));
    }

    /** A disk's name without its folder and the partition that ZFS is on. */
    private static String plain(String device) {
        String file = device.substring(device.lastIndexOf('/') + 1).replaceFirst("-part\\d+$", "");
        return file.matches("nvme\\d+n\\d+p\\d+")
                ? file.replaceFirst("p\\d+$", "")
                : file.matches("[sv]d[a-z]+\\d+") ? file.replaceFirst("\\d+$", "") : file;
    }
}
