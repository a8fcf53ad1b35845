package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.HCICapacity;
import io.edgevirt.HCIDisk;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SessionExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster's Ceph, named {@code ceph}, and the ZFS pools of its nodes, named as {@code pve1/tank}. */
final class HyperPools implements HCIRole {

    private final Site site;
    private final CephPool ceph;

    HyperPools(Site site) {
        this.site = site;
        ceph = new CephPool(site);
    }

    /** One sort of pool. */
    interface Figures {

        HCIHealth health();

        HCICapacity capacity();

        HCIResiliency resiliency();

        HCIRebuild rebuild();

        List<HCIDisk> disks();
    }

    /** A request for the nodes, one for Ceph and one for its disks, and one for each node that is online. */
    @Override
    public Page<Entry> list(String from) {
        List<Entry> entries = new ArrayList<>();
        List<String> online = online(site);
        ceph.entry(online).ifPresent(entries::add);
        for (String node : online) {
            quietly(site, Call.get("/nodes/{node}/disks/zfs", node))
                    .ifPresent(pools -> pools.list()
                            .forEach(p -> p.text("name").ifPresent(name -> entries.add(ZfsPools.entry(node, name)))));
        }
        return Page.all(entries);
    }

    @Override
    public Entry read(String id) {
        if (id.equals(CephPool.ID)) {
            return ceph.entry(online(site)).orElseThrow(() -> absent(id));
        }
        ZfsPools pool = zfs(id);
        pool.row();
        return ZfsPools.entry(pool.node(), pool.name());
    }

    /** The nodes that are there, as the cluster knows. */
    static List<String> online(Site site) {
        return site.pve().send(Call.get("/cluster/resources").with("type", "node")).list().stream()
                .filter(n -> n.text("status").equals(Optional.of("online")))
                .flatMap(n -> n.text("node").stream())
                .sorted()
                .toList();
    }

    /** A read that one node may refuse, or not answer, without the others being any worse for it. */
    static Optional<Json> quietly(Site site, Call call) {
        try {
            return Optional.of(site.pve().send(call));
        } catch (SessionExpiredException e) {
            throw e;
        } catch (ConnectionException e) {
            site.pve().send(Call.get("/version")); // it is the node, and not the connection
            return Optional.empty();
        } catch (EdgeVirtException e) {
            return Optional.empty();
        }
    }

    private ZfsPools zfs(String id) {
        int slash = id.indexOf('/');
        if (slash < 1 || slash == id.length() - 1) {
            throw absent(id);
        }
        return new ZfsPools(site, id.substring(0, slash), id.substring(slash + 1));
    }

    static NotFoundException absent(String id) {
        return new NotFoundException(
                Failure.of("there is no hyperconverged pool '" + id + "'").backend(Faults.BACKEND));
    }

    private Figures of(Ref pool) {
        return pool.id().equals(CephPool.ID) ? ceph : zfs(pool.id());
    }

    @Override
    public HCIHealth health(Ref pool) {
        return of(pool).health();
    }

    @Override
    public HCICapacity capacity(Ref pool) {
        return of(pool).capacity();
    }

    @Override
    public HCIResiliency resiliency(Ref pool) {
        return of(pool).resiliency();
    }

    @Override
    public HCIRebuild rebuild(Ref pool) {
        return of(pool).rebuild();
    }

    @Override
    public List<HCIDisk> disks(Ref pool) {
        return of(pool).disks();
    }
}
