package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MembershipReader;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.CreateRequest;
import io.edgevirt.proxmox.translate.CreateRequest.Chosen;
import io.edgevirt.proxmox.translate.CreateRequest.Place;
import io.edgevirt.proxmox.translate.SpecRules;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans a machine that is wanted: one request makes it whole, and its uuid is the create's token. */
final class CreatePlan {

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();
    private final Instant begun = Instant.now();

    CreatePlan(Site site) {
        this.site = site;
    }

    Work plan(VMSpec spec) {
        findings.addAll(SpecRules.of(spec));
        if (failed()) {
            return new Work(findings, List.of());
        }
        Estate estate = estate();
        findings.addAll(EstateRules.taken(estate, spec.name()));
        findings.addAll(EstateRules.resourcePool(estate, spec.placement().resourcePool()));
        spec.placement().cluster().flatMap(this::notThis).ifPresent(findings::add);
        List<DiskSpec> disks = new ArrayList<>(spec.disks());
        boolean needsHome = needsHome(spec);
        if (needsHome && disks.isEmpty()) {
            disks.add(new DiskSpec(Size.mib(4), Optional.empty(), Optional.empty(), true, Optional.empty()));
        }
        Placing placing = new Placing(estate);
        Optional<Placing.Found> found = placing.find(spec.placement().host(), disks);
        findings.addAll(placing.findings());
        return found.isEmpty() ? new Work(findings, List.of()) : plan(spec, estate, found.get());
    }

    /** Nodes, storages, machines and resource pools, in one request. */
    private Estate estate() {
        return Estate.of(Json.of(site.nodes().listing()));
    }

    /** A connection is to one cluster, or to a node of none. */
    private Optional<Finding> notThis(String wanted) {
        Optional<String> own =
                MembershipReader.membership(site.pve().send(HaFacts.STATUS)).name();
        return own.equals(Optional.of(wanted))
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "cluster",
                        Problem.NOT_FOUND,
                        wanted,
                        own.map(name -> "this connection is to the cluster '" + name + "' alone")
                                .orElse("this connection is to a node that belongs to no cluster"),
                        "leave the cluster out, or connect to the other one"));
    }

    private static boolean needsHome(VMSpec spec) {
        return spec.boot().tpm()
                || spec.boot().firmware().orElse(Firmware.BIOS) == Firmware.UEFI
                || spec.boot().secureBoot().orElse(false);
    }

    private Work plan(VMSpec spec, Estate estate, Placing.Found found) {
        networks(found.node(), spec.nics());
        firewall(spec);
        Images images = new Images(site, estate, found.node(), spec.token());
        Optional<String> iso = spec.boot().iso().flatMap(i -> images.find("iso", i));
        findings.addAll(images.findings());
        Optional<ImageUpload> seed = spec.cloudInit().flatMap(data -> seed(spec, estate, found.node(), data));
        HostDevices passed = new HostDevices(site, found.node());
        List<PropertyString> devices = passed.find(spec.devices(), spec.vgpu());
        findings.addAll(passed.findings());
        if (failed()) {
            return new Work(findings, List.of());
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < spec.disks().size(); i++) {
            places.add(Placing.place(found.stores().get(i), spec.disks().get(i).thin()));
        }
        Optional<Place> home = found.stores().stream().findFirst().map(s -> Placing.place(s, true));
        Chosen chosen = new Chosen(
                site.pve().version(), found.node(), places, home, iso, seed.map(ImageUpload::volume), devices);
        String where = shown(found);
        findings.add(Finding.pass("placement", spec.name(), where));
        List<Step> steps = new ArrayList<>(images.uploads());
        seed.ifPresent(steps::add);
        steps.add(new CreateStep(
                        site,
                        "create " + spec.name() + " (" + where + ")",
                        found.node(),
                        spec.name(),
                        spec.token(),
                        (vmid, results) -> CreateRequest.of(spec, chosen, vmid))
                .planned(begun));
        if (guarded(spec)) {
            steps.add(guard(found.node(), spec.name()));
        }
        return new Work(findings, steps);
    }

    private Optional<ImageUpload> seed(VMSpec spec, Estate estate, String node, String userData) {
        Optional<Store> store = Seeds.store(estate, node);
        if (store.isEmpty()) {
            findings.add(Seeds.none("cloudInit", node));
        }
        return store.map(s -> new Seeds(site).upload(node, s, spec.name(), spec.token(), userData));
    }

    private static String shown(Placing.Found found) {
        String stores = found.stores().stream().map(Store::storage).distinct().collect(Collectors.joining(", "));
        return "node " + found.node() + (stores.isEmpty() ? "" : ", storage " + stores);
    }

    private static boolean guarded(VMSpec spec) {
        return spec.nics().stream().anyMatch(nic -> !nic.macSpoofing().orElse(true));
    }

    /** Only the firewall keeps a guest from sending from other addresses, and only where the cluster has it on. */
    private void firewall(VMSpec spec) {
        boolean off = guarded(spec)
                && site.pve()
                        .send(Call.get("/cluster/firewall/options"))
                        .number("enable")
                        .filter(n -> n > 0)
                        .isEmpty();
        if (off) {
            findings.add(Finding.fail(
                    "nic.macSpoofing",
                    Problem.STATE,
                    spec.name(),
                    "only the firewall filters addresses, and it is off in the cluster",
                    "switch it on under Datacenter, Firewall, Options, or leave out macSpoofing(false)"));
        }
    }

    /** The new machine's firewall lets all through but what comes from foreign addresses. */
    private Step guard(String node, String name) {
        return new PveStep(
                        site.pve(),
                        "let the firewall drop what " + name + " sends from other addresses",
                        results -> Call.put(
                                        "/nodes/{node}/qemu/{vmid}/firewall/options",
                                        node,
                                        results.getOrDefault(Step.VM, "{vmid}"))
                                .with("enable", true)
                                .with("macfilter", true)
                                .with("policy_in", "ACCEPT")
                                .with("policy_out", "ACCEPT")
                                .with("radv", true))
                .landed(results -> Landed.no());
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void networks(String node, List<NicSpec> nics) {
        if (nics.isEmpty()) {
            return;
        }
        Set<String> there =
                site.pve().send(Call.get("/nodes/{node}/network", node).with("type", "any_bridge")).list().stream()
                        .flatMap(n -> n.text("iface").stream())
                        .collect(Collectors.toSet());
        for (int i = 0; i < nics.size(); i++) {
            String wanted = nics.get(i).network();
            if (!there.contains(wanted)) {
                findings.add(Finding.fail(
                        "nic[" + i + "].network",
                        Problem.NOT_FOUND,
                        wanted,
                        "there is no bridge or virtual network '" + wanted + "' on " + node,
                        "those there are " + there.stream().sorted().toList()));
            }
        }
    }
}
