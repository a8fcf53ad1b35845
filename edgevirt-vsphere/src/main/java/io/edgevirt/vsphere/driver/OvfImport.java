package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Size;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.OvfRequests;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Plans a machine of an OVF: the server says what the descriptor means, and the plan says what the server says. */
final class OvfImport {

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    OvfImport(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(Path ovf, String name, OvfSettings settings) {
        OvfSource source = OvfSource.of(ovf);
        String text = source.text();
        Map<String, OvfSource.Checksum> sums = source.manifest();
        findings.addAll(new NameRules().name("name", name).text("ovf", text).findings());
        check(source, text, sums);
        if (failed()) {
            return stopped();
        }
        Estate estate = EstateReader.read(site, false);
        Map<String, Estate.Net> networks = networks(estate, settings);
        Optional<Place> place = failed() ? Optional.empty() : place(estate, settings.to(), networks);
        if (place.isEmpty()) {
            return stopped();
        }
        findings.add(Finding.pass("placement", name, place.get().shown()));
        CreatePlan.taken(reads, place.get().folder().id(), name).ifPresent(findings::add);
        if (failed()) {
            return stopped();
        }
        Request read =
                OvfRequests.read(site.vim().content().getOvfManager(), text, name, place.get(), networks, settings);
        Optional<Element> said = said(read);
        return said.isEmpty() ? stopped() : plan(name, place.get(), source, sums, said.get());
    }

    private Optional<Element> said(Request read) {
        try {
            return Optional.of(site.vim().told(read, "").stream().findFirst().orElse(Element.NONE));
        } catch (InvalidSpecException e) {
            findings.add(Finding.fail(
                    "ovf",
                    Problem.INVALID,
                    "descriptor",
                    "the server refuses it: " + e.getMessage(),
                    "correct the descriptor or the settings"));
            return Optional.empty();
        }
    }

    private Work plan(String name, Place place, OvfSource source, Map<String, OvfSource.Checksum> sums, Element said) {
        said.all("error")
                .forEach(e -> findings.add(Finding.fail(
                        "ovf", Problem.INVALID, code(e), words(e), "correct the descriptor or the settings")));
        said.all("warning")
                .forEach(w -> findings.add(Finding.warn("ovf", code(w), words(w), "see whether it matters")));
        Element spec = said.at("importSpec");
        if (!failed() && !spec.type().equals("VirtualMachineImportSpec")) {
            findings.add(Finding.fail(
                    "ovf",
                    Problem.UNSUPPORTED,
                    name,
                    spec.present() ? "it holds several machines" : "the server makes no machine of it",
                    "use a descriptor of one machine"));
        }
        List<OvfUpload.Item> items = new ArrayList<>();
        said.all("fileItem").forEach(file -> item(source, file).ifPresent(items::add));
        if (failed()) {
            return stopped();
        }
        UUID token = UUID.randomUUID();
        return new Work(
                findings,
                List.of(new OvfUpload(
                        site,
                        name,
                        token.toString(),
                        OvfRequests.bring(spec, token, place),
                        new Reference("ResourcePool", place.pool().id()),
                        source,
                        items,
                        sums)));
    }

    private Work stopped() {
        return new Work(findings, List.of());
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private static String code(Element fault) {
        return fault.at("fault").type();
    }

    private static String words(Element fault) {
        return fault.text("localizedMessage").orElse(code(fault));
    }

    private void check(OvfSource source, String text, Map<String, OvfSource.Checksum> sums) {
        Optional<OvfSource.Checksum> sum = Optional.ofNullable(sums.get(source.ownName()));
        if (sum.isPresent()) {
            byte[] digest = OvfUpload.digest(sum.get()).digest(text.getBytes(StandardCharsets.UTF_8));
            if (!HexFormat.of().formatHex(digest).equals(sum.get().hex())) {
                findings.add(NameRules.invalid(
                        "ovf", source.ownName(), "the descriptor that its manifest tells of", "fetch both again"));
            }
        }
    }

    private Map<String, Estate.Net> networks(Estate estate, OvfSettings settings) {
        Map<String, Estate.Net> networks = new TreeMap<>();
        new TreeMap<>(settings.networks())
                .forEach((named, meant) -> Estate.named("networks", estate.nets(), meant)
                        .ifPresentOrElse(
                                net -> networks.put(named, net),
                                () -> findings.add(Finding.fail(
                                        "network",
                                        Problem.NOT_FOUND,
                                        meant,
                                        "there is no such network",
                                        "see hv.networks().list()"))));
        return networks;
    }

    private Optional<Place> place(Estate estate, Destination to, Map<String, Estate.Net> networks) {
        VMSpec.Placement wanted = new VMSpec.Placement(to.host(), Optional.empty(), to.resourcePool(), to.folder());
        Placing placing = new Placing(
                estate,
                wanted,
                List.of(new Placing.Room(to.datastore(), Size.ZERO)),
                List.copyOf(networks.values()),
                Size.ZERO);
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        return place;
    }

    private Optional<OvfUpload.Item> item(OvfSource source, Element file) {
        String name = file.at("path").text();
        boolean cut = file.number("chunkSize").orElse(0L) > 0;
        if (cut || file.text("compressionMethod").isPresent()) {
            findings.add(Finding.fail(
                    "ovf.file",
                    Problem.UNSUPPORTED,
                    name,
                    "it is " + (cut ? "cut into chunks" : "compressed as a whole"),
                    "convert the OVF, for example by VMware's ovftool"));
            return Optional.empty();
        }
        return Optional.of(new OvfUpload.Item(
                file.at("deviceId").text(),
                name,
                source.size(name),
                file.flag("create").orElse(false)));
    }
}
