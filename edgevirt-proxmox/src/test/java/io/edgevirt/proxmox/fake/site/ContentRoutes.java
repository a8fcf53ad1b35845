package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies on storages: listed, made, looked at, noted, copied and removed. */
final class ContentRoutes {

    private static final Pattern SIZE = Pattern.compile("(\\d+)([MG]?)");
    private static final Pattern ENDING = Pattern.compile(".*\\.(raw|qcow2|vmdk)");

    private final Site site;

    private ContentRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        ContentRoutes content = new ContentRoutes(site);
        String path = "/nodes/{node}/storage/{storage}/content";
        routes.on("GET " + path, content::list);
        routes.on("POST " + path, content::allocate);
        routes.on("GET " + path + "/{volume}", content::show);
        routes.on("PUT " + path + "/{volume}", content::note);
        routes.on("POST " + path + "/{volume}", content::copy);
        routes.on("DELETE " + path + "/{volume}", content::delete);
    }

    private Answer list(Request request) {
        String node = site.node(request.node());
        Storage storage = site.stores().usable(request.needed("storage"), node);
        List<Row> rows = new ArrayList<>();
        for (Volume volume : site.stores().volumes().on(node, storage.id())) {
            boolean wanted =
                    request.text("content").map(volume.content()::equals).orElse(true)
                            && (request.number("vmid").isEmpty()
                                    || request.number("vmid").getAsLong() == volume.vmid());
            if (wanted && held(storage, volume)) {
                rows.add(row(storage, volume));
            }
        }
        return Answer.of(rows);
    }

    /** A storage shows only what its configuration lets it hold. */
    private static boolean held(Storage storage, Volume volume) {
        boolean image = volume.content().equals("images") || volume.content().equals("rootdir");
        return storage.content().contains(volume.content())
                || image
                        && (storage.content().contains("images")
                                || storage.content().contains("rootdir"));
    }

    private static Row row(Storage storage, Volume volume) {
        Row row = Row.of(
                "volid", volume.volid(),
                "content", volume.content(),
                "format", volume.format(),
                "size", volume.size(),
                "ctime", volume.ctime());
        if (volume.vmid() > 0) {
            // Some types tell the id as text: what a pattern matched.
            boolean text = storage.type().equals("lvmthin");
            row.put("vmid", text ? String.valueOf(volume.vmid()) : (Object) volume.vmid());
        }
        if (storage.files() && volume.content().equals("images")) {
            row.put("used", Stores.taken(storage, volume));
        }
        if (volume.content().equals("backup")) {
            row.put("subtype", "qemu");
            row.put("protected", volume.shielded());
        }
        if (!volume.notes().isEmpty()) {
            row.put("notes", volume.notes().lines().findFirst().orElse("")); // a listing has the first line alone
        }
        if (!storage.type().equals("lvmthin")) {
            row.given("parent", volume.parent().map(p -> p.substring(p.indexOf(':') + 1)));
        }
        return row;
    }

    private Answer allocate(Request request) {
        String node = site.node(request.node());
        Storage storage = site.stores().usable(request.needed("storage"), node);
        int vmid = (int) request.number("vmid").orElseThrow();
        String name = request.needed("filename");
        String format = request.text("format").orElse("raw");
        Matcher ending = ENDING.matcher(name);
        if (ending.matches()) {
            if (request.text("format").map(f -> !f.equals(ending.group(1))).orElse(false)) {
                throw Refusal.parameter(
                        "format", "different storage formats (" + format + " != " + ending.group(1) + ")");
            }
            format = ending.group(1);
        }
        if (!storage.files() && !format.equals("raw")) {
            throw Refusal.failed("unsupported format '" + format + "'");
        }
        String bare = Names.bare(name);
        if (!bare.matches("(vm|base|subvol)-" + vmid + "-\\S+")) {
            throw Refusal.failed("illegal name '" + name + "' - should be 'vm-" + vmid + "-*'");
        }
        long bytes = kib(request.needed("size")) * 1024;
        return Answer.of(site.stores().volumes().allocate(node, storage.id(), vmid, bare, format, bytes));
    }

    /** A bare number is in KiB. */
    private static long kib(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Refusal.parameter("size", "unable to parse size '" + text + "'");
        }
        long number = Long.parseLong(size.group(1));
        return switch (size.group(2)) {
            case "M" -> number * 1024;
            case "G" -> number * 1024 * 1024;
            default -> number;
        };
    }

    /** The volid that a path means: whole, or without the storage that the path names already. */
    private String volid(Request request) {
        String volume = request.needed("volume");
        String storage = request.text("storage").orElse("");
        if (!volume.contains(":")) {
            return storage + ":" + volume;
        }
        String named = volume.substring(0, volume.indexOf(':'));
        if (!named.equals(storage)) {
            throw Refusal.failed("storage ID missmatch (" + named + " != " + storage + ")");
        }
        return volume;
    }

    private Answer show(Request request) {
        String node = site.node(request.node());
        String volid = volid(request);
        Storage storage = site.stores().usable(volid.substring(0, volid.indexOf(':')), node);
        Volume volume = site.stores()
                .volumes()
                .find(node, volid)
                .orElseThrow(() -> Refusal.failed("volume_size_info on '" + volid + "' failed"));
        Row row = Row.of(
                "path", storage.path(volume.name(), volume.content()),
                "size", volume.size(),
                "used", Stores.taken(storage, volume),
                "format", volume.format());
        if (volume.content().equals("backup")) {
            row.with("protected", volume.shielded()).with("notes", volume.notes());
        }
        return Answer.of(row);
    }

    private Answer note(Request request) {
        String node = site.node(request.node());
        Volume volume = site.stores().volumes().get(node, volid(request));
        if (!volume.content().equals("backup")) {
            throw Refusal.failed("can't update attributes of '" + volume.volid() + "': only backups have notes");
        }
        String notes = request.text("notes").orElse(volume.notes());
        site.stores().volumes().put(volume.noted(notes, request.flag("protected", volume.shielded())));
        return Answer.nothing();
    }

    private Answer copy(Request request) {
        String node = site.node(request.node());
        Volume volume = site.stores().volumes().get(node, volid(request));
        String target = request.needed("target");
        String to = site.node(request.text("target_node").orElse(node));
        String into = target.contains(":") ? target : volume.storage() + ":" + target;
        return site.world().task(request, "imgcopy", "", run -> {
            run.log("copying " + volume.volid() + " to " + into);
            run.pass();
            if (site.stores().volumes().find(to, into).isPresent()) {
                throw Refusal.failed("copy failed: target volume '" + into + "' already exists");
            }
            Volume copy = volume.as(to, into, volume.vmid());
            site.stores().volumes().put(copy);
        });
    }

    private Answer delete(Request request) {
        String node = site.node(request.node());
        String volid = volid(request);
        Storage storage = site.stores().usable(volid.substring(0, volid.indexOf(':')), node);
        site.stores().volumes().find(node, volid).filter(Volume::shielded).ifPresent(it -> {
            throw Refusal.failed("cannot delete protected backup '" + volid + "'");
        });
        int owner = site.stores().volumes().find(node, volid).map(Volume::vmid).orElse(0);
        String id = (owner > 0 ? owner + "@" : "") + storage.id();
        return site.world().task(request, "imgdel", id, run -> {
            run.pass();
            if (site.stores().volumes().find(node, volid).isEmpty()) {
                throw gone(storage, volid);
            }
            site.stores().volumes().remove(node, volid);
            run.log("Removed volume '" + volid + "'");
        });
    }

    /** Each type's own words for a volume that is not there. */
    private static Refusal gone(Storage storage, String volid) {
        String name = volid.substring(volid.indexOf(':') + 1);
        if (storage.files()) {
            return Refusal.failed("unlink '" + storage.path(name, "iso") + "' failed - No such file or directory");
        }
        if (storage.type().equals("rbd")) {
            return Refusal.failed("rbd error: error opening image " + name + ": (2) No such file or directory");
        }
        String group = storage.options().getOrDefault("vgname", "pve");
        return Refusal.failed("lvremove '" + group + "/" + name + "' error:   Failed to find logical volume \"" + group
                + "/" + name + "\"");
    }
}
