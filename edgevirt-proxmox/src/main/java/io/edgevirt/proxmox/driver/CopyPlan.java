package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans a copy, which Proxmox VE makes by itself: a full one of any machine, a linked one of a template. */
final class CopyPlan {

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();
    private final Instant begun = Instant.now();

    CopyPlan(Site site) {
        this.site = site;
    }

    Work plan(Ref from, CloneSpec spec) {
        findings.addAll(new NameRules().name("name", spec.name()).findings());
        if (failed()) {
            return new Work(findings, List.of());
        }
        Configuration original = new MachineReads(site).configuration(from);
        String node = site.nodes().of(from.id());
        Estate estate = Estate.of(Json.of(site.nodes().listing()));
        findings.addAll(EstateRules.taken(estate, spec.name()));
        findings.addAll(EstateRules.resourcePool(estate, spec.resourcePool()));
        linked(original, spec);
        String target = target(estate, node, original, spec);
        Optional<Store> store = store(estate, node, target, spec);
        Optional<ImageUpload> seed = spec.cloudInit().flatMap(data -> seed(estate, target, spec, data));
        if (failed()) {
            return new Work(findings, List.of());
        }
        return new Work(findings, steps(from.id(), node, target, original, store, spec, seed));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void linked(Configuration original, CloneSpec spec) {
        if (spec.linked() && !original.flag("template")) {
            findings.add(
                    Finding.fail(
                            "linked",
                            Problem.STATE,
                            original.get("name").orElse("the original"),
                            "Proxmox VE makes linked copies of templates only",
                            "make a template of it by unwrap(ProxmoxVM.class).imaging().convertToTemplate(), or make a full copy"));
        }
        if (spec.linked() && spec.pool().isPresent()) {
            findings.add(Finding.fail(
                    "pool",
                    Problem.INVALID,
                    spec.pool().get(),
                    "a linked copy lies where its original does",
                    "leave pool() out, or make a full copy"));
        }
    }

    /** The node of the copy; another than the original's only where all that the original has is on shared storage. */
    private String target(Estate estate, String node, Configuration original, CloneSpec spec) {
        if (spec.host().isEmpty() || spec.host().get().equals(node)) {
            return node;
        }
        Placing placing = new Placing(estate);
        placing.find(spec.host(), List.of());
        findings.addAll(placing.findings());
        List<String> local = original.drives().stream()
                .flatMap(d -> d.storage().stream())
                .filter(s -> !shared(estate, s))
                .distinct()
                .toList();
        if (!local.isEmpty()) {
            findings.add(Finding.fail(
                    "host",
                    Problem.STATE,
                    spec.host().get(),
                    "the original uses storage of its node alone, " + local
                            + "; Proxmox VE then makes copies on that node only",
                    "copy it there and migrate the copy, or move the original's drives to shared storage"));
        }
        return spec.host().get();
    }

    private static boolean shared(Estate estate, String storage) {
        return estate.stores().stream().anyMatch(s -> s.storage().equals(storage) && s.shared());
    }

    private Optional<Store> store(Estate estate, String node, String target, CloneSpec spec) {
        if (spec.pool().isEmpty()) {
            return Optional.empty();
        }
        DiskSpec any = new DiskSpec(Size.mib(1), spec.pool(), Optional.empty(), true, Optional.empty());
        Placing placing = new Placing(estate);
        Optional<Store> store = placing.find(Optional.of(node), List.of(any))
                .map(found -> found.stores().get(0));
        findings.addAll(placing.findings());
        store.filter(s -> !target.equals(node) && !s.shared())
                .ifPresent(s -> findings.add(Finding.fail(
                        "pool",
                        Problem.STATE,
                        s.id(),
                        "a copy that goes to another node must lie on shared storage",
                        "name a shared pool, or make the copy on " + node)));
        return store;
    }

    private Optional<ImageUpload> seed(Estate estate, String node, CloneSpec spec, String userData) {
        Optional<Store> store = Seeds.store(estate, node);
        if (store.isEmpty()) {
            findings.add(Seeds.none("cloudInit", node));
        }
        return store.map(s -> new Seeds(site).upload(node, s, spec.name(), spec.token(), userData));
    }

    private List<Step> steps(
            String original,
            String node,
            String target,
            Configuration config,
            Optional<Store> store,
            CloneSpec spec,
            Optional<ImageUpload> seed) {
        String name = config.get("name").orElse("VM " + original);
        String where = "node " + target
                + store.map(s -> ", storage " + s.storage()).orElse(spec.linked() ? "" : ", where the original lies");
        findings.add(Finding.pass("placement", spec.name(), where));
        String title = "copy " + name + " as " + spec.name() + (spec.linked() ? ", linked" : "") + " (" + where + ")";
        List<Step> steps = new ArrayList<>();
        seed.ifPresent(steps::add);
        steps.add(new CopyStep(
                        site,
                        new CopyStep.Copied(title, original, node, target, spec.name()),
                        newid -> request(original, node, target, store, spec, newid))
                .planned(begun));
        seedOf(config, target, spec, seed).ifPresent(steps::add);
        return steps;
    }

    private static Call request(
            String original, String node, String target, Optional<Store> store, CloneSpec spec, String newid) {
        Call call = Call.post("/nodes/{node}/qemu/{vmid}/clone", node, original)
                .with("newid", newid)
                .with("name", spec.name())
                .with("full", !spec.linked())
                .withIf("pool", spec.resourcePool())
                .withIf("storage", store.map(Store::storage));
        return target.equals(node) ? call : call.with("target", target);
    }

    /**
     * What cloud-init reads on the original is not for its copy, and goes when the original does. With data of its own the
     * copy gets an image of its own, which its uuid names.
     */
    private Optional<Step> seedOf(Configuration config, String target, CloneSpec spec, Optional<ImageUpload> seed) {
        List<String> drives = Seeds.drives(config);
        if (drives.isEmpty() && seed.isEmpty()) {
            return Optional.empty();
        }
        String place = drives.stream().findFirst().orElse(freePlace(config));
        String title = (seed.isPresent() ? "give " : "take the original's data for cloud-init from ")
                + spec.name()
                + (seed.isPresent() ? " its data for cloud-init" : "");
        return Optional.of(new PveStep(site.pve(), title, results -> {
                    Call call = Call.put(
                            "/nodes/{node}/qemu/{vmid}/config", target, results.getOrDefault(Step.VM, "{newid}"));
                    return seed.isEmpty()
                            ? call.with("delete", String.join(",", drives))
                            : call.with("smbios1", named(config, spec))
                                    .with(
                                            place,
                                            PropertyString.empty("file")
                                                    .with("file", seed.get().volume())
                                                    .with("media", "cdrom")
                                                    .text());
                })
                .landed(results -> Landed.no()));
    }

    /** What else the original's firmware tells stays. */
    private static String named(Configuration config, CloneSpec spec) {
        return PropertyString.parse(config.get("smbios1").orElse(""), "")
                .with("uuid", spec.token().toString())
                .text();
    }

    /** A place for one more CD drive. */
    private static String freePlace(Configuration config) {
        return Stream.of("ide0", "ide2", "sata0", "sata1", "sata2", "sata3", "sata4", "sata5")
                .filter(key -> config.get(key).isEmpty())
                .findFirst()
                .orElse("sata5");
    }
}
