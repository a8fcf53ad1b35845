package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resource pools; their paths with an id are the older ones of the two ways. */
final class PoolRoutes {

    private final Site site;

    private PoolRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        PoolRoutes pools = new PoolRoutes(site);
        routes.on("GET /pools", pools::list);
        routes.on("POST /pools", r -> {
            site.pools().add(r.needed("poolid")).comment(r.text("comment").orElse(""));
            return Answer.nothing();
        });
        routes.on("PUT /pools", pools::change);
        routes.on("DELETE /pools", pools::delete);
        routes.on("GET /pools/{poolid}", r -> Answer.of(pools.whole(r, r.needed("poolid"))));
        routes.on("PUT /pools/{poolid}", pools::change);
        routes.on("DELETE /pools/{poolid}", pools::delete);
    }

    private Answer list(Request request) {
        Optional<String> one = request.text("poolid");
        if (one.isPresent()) {
            return Answer.of(List.of(whole(request, one.get()).with("poolid", one.get())));
        }
        List<Row> rows = new ArrayList<>();
        site.pools().all().forEach((id, pool) -> rows.add(headed(Row.of("poolid", id), pool)));
        return Answer.of(rows);
    }

    private static Row headed(Row row, Pools.Pool pool) {
        return pool.comment().isEmpty() ? row : row.with("comment", pool.comment());
    }

    private Row whole(Request request, String id) {
        Pools.Pool pool = site.pools().get(id);
        String type = request.text("type").orElse("");
        List<Row> members = new ArrayList<>();
        if (!type.equals("storage") && !type.equals("lxc")) {
            pool.vms().forEach(vmid -> site.world().machines().find(vmid).ifPresent(vm -> members.add(member(vm))));
        }
        if (type.isEmpty() || type.equals("storage")) {
            pool.storages()
                    .forEach(storage -> site.world()
                            .nodes()
                            .forEach(node -> members.add(Row.of(
                                    "id",
                                    "storage/" + node.name() + "/" + storage,
                                    "type",
                                    "storage",
                                    "storage",
                                    storage,
                                    "node",
                                    node.name(),
                                    "status",
                                    "available"))));
        }
        return headed(new Row(), pool).with("members", members);
    }

    private static Row member(Vm vm) {
        return Row.of(
                "id",
                "qemu/" + vm.vmid(),
                "type",
                "qemu",
                "vmid",
                vm.vmid(),
                "node",
                vm.node(),
                "name",
                vm.name(),
                "status",
                vm.running() ? "running" : "stopped");
    }

    private Answer change(Request request) {
        String id = request.needed("poolid");
        Pools.Pool pool = site.pools().get(id);
        request.text("comment").ifPresent(pool::comment);
        boolean remove = request.flag("delete", false);
        for (String text : request.list("vms")) {
            int vmid = Integer.parseInt(text);
            if (remove) {
                if (!pool.vms().remove(vmid)) {
                    throw Refusal.failed("VM " + vmid + " is not a pool member");
                }
            } else {
                join(id, vmid, request.flag("allow-move", false));
            }
        }
        for (String storage : request.list("storage")) {
            if (remove && !pool.storages().remove(storage)) {
                throw Refusal.failed("Storage '" + storage + "' is not a pool member");
            } else if (!remove
                    && !pool.storages().add(site.stores().get(storage).id())) {
                throw Refusal.failed("Storage '" + storage + "' is already a pool member");
            }
        }
        return Answer.nothing();
    }

    private void join(String id, int vmid, boolean move) {
        Optional<String> other = site.pools().of(vmid);
        if (other.isPresent()) {
            if (other.get().equals(id)) {
                throw Refusal.failed("VM " + vmid + " is already a pool member");
            }
            if (!move) {
                throw Refusal.failed("VM " + vmid + " is already member of pool '" + other.get() + "'"
                        + (site.version() >= 8 ? "" : " - please remove it first"));
            }
            site.pools().get(other.get()).vms().remove(vmid);
        }
        site.pools().get(id).vms().add(vmid);
    }

    private Answer delete(Request request) {
        String id = request.needed("poolid");
        Pools.Pool pool = site.pools().get(id);
        boolean vms = pool.vms().stream()
                .anyMatch(vmid -> site.world().machines().find(vmid).isPresent());
        if (vms || !pool.storages().isEmpty()) {
            throw Refusal.failed("pool '" + id + "' is not empty"
                    + (vms ? " (contains VMID " + pool.vms().iterator().next() + ")" : " (contains storage)"));
        }
        site.pools().drop(id);
        return Answer.nothing();
    }
}
