package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.CephReader;
import io.edgevirt.proxmox.read.CephReader.Osd;
import io.edgevirt.proxmox.read.CephReader.Pool;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.HCIRole.Entry;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Ceph that a cluster runs: there is one at most. */
final class CephPool implements HyperPools.Figures {

    static final String ID = "ceph";

    private final Site site;

    CephPool(Site site) {
        this.site = site;
    }

    private Json status() {
        return site.pve().send(Call.get("/cluster/ceph/status"));
    }

    /** As a listing gives it; empty where no Ceph is set up. */
    Optional<Entry> entry(List<String> online) {
        try {
            if (status().get("health").text("status").isEmpty()) {
                return Optional.empty();
            }
        } catch (SessionExpiredException | ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return Optional.empty(); // it is not installed, or not initialized
        }
        List<String> hosts = anywhere(online, "/nodes/{node}/ceph/osd")
                .map(tree -> CephReader.hosts(CephReader.osds(tree)))
                .orElse(List.of());
        return Optional.of(new Entry(ID, ID, "Ceph", hosts));
    }

    /** All nodes with Ceph tell the same; the first that can is asked. */
    private Optional<Json> anywhere(List<String> online, String path) {
        return online.stream()
                .flatMap(n -> HyperPools.quietly(site, Call.get(path, n)).stream())
                .findFirst();
    }

    private List<Pool> pools() {
        return anywhere(HyperPools.online(site), "/nodes/{node}/ceph/pool")
                .map(CephReader::pools)
                .orElse(List.of());
    }

    @Override
    public HCIHealth health() {
        return CephReader.health(status(), Instant.now());
    }

    @Override
    public HCICapacity capacity() {
        return CephReader.capacity(status(), pools())
                .orElseThrow(() -> new OperationFailedException(
                        Failure.of("Ceph tells no figures").backend(Faults.BACKEND)));
    }

    @Override
    public HCIResiliency resiliency() {
        return CephReader.resiliency(status(), pools());
    }

    @Override
    public HCIRebuild rebuild() {
        return CephReader.rebuild(status());
    }

    /** A request for the nodes, one for the OSDs, and one for the disks of each of their hosts that is online. */
    @Override
    public List<HCIDisk> disks() {
        List<String> online = HyperPools.online(site);
        List<Osd> osds =
                anywhere(online, "/nodes/{node}/ceph/osd").map(CephReader::osds).orElse(List.of());
        Map<String, Double> wear = new HashMap<>();
        for (String host : CephReader.hosts(osds)) {
            if (online.contains(host)) {
                HyperPools.quietly(site, Call.get("/nodes/{node}/disks/list", host))
                        .ifPresent(disks -> wear.putAll(CephReader.wear(disks)));
            }
        }
        return osds.stream()
                .map(o -> new HCIDisk(
                        "osd." + o.number(),
                        o.host(),
                        o.size(),
                        kind(o.kind()),
                        Optional.of("osd"),
                        Optional.of(o.up()),
                        Optional.ofNullable(wear.get(o.number()))))
                .toList();
    }

    private static DiskKind kind(String told) {
        return switch (told) {
            case "nvme" -> DiskKind.NVME;
            case "ssd" -> DiskKind.SSD;
            case "hdd" -> DiskKind.HDD;
            default -> DiskKind.UNKNOWN;
        };
    }
}
