package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.translate.ExportRequests;
import io.edgevirt.vsphere.translate.ExportRequests.Fetched;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Fetches a machine's disks and its descriptor, as one step: nothing is at its place before all of it is whole. At the
 * server it changes nothing, so that it is begun anew after a lost connection.
 */
final class OvfDownload implements Step {

    /** Under this key the file is told that the machine went to. */
    static final String FILE = "file";

    /** Makes one file of several. */
    interface Packing {

        /** The file that is made. */
        Path target();

        /** Makes it of the parts, in order, which may be removed as they are put in. */
        void pack(List<Path> parts, Path into, BooleanSupplier ended) throws IOException;
    }

    private final Site site;
    private final Machine machine;
    private final ExportNames names;
    private final Path folder;
    private final Optional<Packing> packing;
    private final Abort abort = new Abort();
    private volatile boolean ended;
    private volatile double before;
    private volatile double now;

    OvfDownload(Site site, Machine machine, ExportNames names, Path folder, Optional<Packing> packing) {
        this.site = site;
        this.machine = machine;
        this.names = names;
        this.folder = folder;
        this.packing = packing;
    }

    @Override
    public String title() {
        return "export " + machine.name() + " with " + machine.disks().size() + " disks to " + target();
    }

    private Path target() {
        return packing.map(Packing::target).orElse(folder.resolve(names.descriptor()));
    }

    @Override
    public String body() {
        StringBuilder body =
                new StringBuilder(ExportRequests.export(machine.id()).shown());
        for (int i = 1; i <= machine.disks().size(); i++) {
            body.append("\nGET {lease}/… to ").append(names.disk(i));
        }
        return body.append("\nCreateDescriptor to ")
                .append(names.descriptor())
                .append("\nHttpNfcLeaseComplete")
                .toString();
    }

    @Override
    public Started start(Map<String, String> results) {
        return new Started.Blocking(this::run, () -> Optional.of(fraction()), () -> {
            ended = true;
            abort.now();
        });
    }

    /** The server packs disks: how long one is shows at its end, and until then it counts as its capacity. */
    private double fraction() {
        return Math.min(1.0, before + now);
    }

    private Map<String, String> run() throws IOException {
        before = 0;
        now = 0;
        ExportFiles files = ExportFiles.in(folder);
        try {
            List<String> parts = fetch(files);
            if (packing.isPresent()) {
                Packing packed = packing.get();
                String whole = "whole";
                packed.pack(parts.stream().map(files::part).toList(), files.part(whole), () -> ended);
                files.place(whole, packed.target());
            } else {
                // the descriptor last: where it is, all of it is
                for (int i = parts.size() - 1; i >= 0; i--) {
                    files.place(parts.get(i), folder.resolve(parts.get(i)));
                }
            }
            if (ended) {
                throw failed("it was ended");
            }
            return Map.of(FILE, target().toString());
        } catch (RuntimeException | IOException e) {
            files.takeBack();
            throw e;
        } finally {
            files.clean();
        }
    }

    /** What was made, the descriptor first, then the manifest. */
    private List<String> fetch(ExportFiles files) throws IOException {
        Lease lease = Lease.open(
                site, ExportRequests.export(machine.id()), UUID.randomUUID().toString());
        try {
            Element info = lease.ready(() -> ended);
            ExportManifest manifest = new ExportManifest();
            List<Fetched> disks;
            try (Lease.Pulse pulse = lease.pulse(this::fraction)) {
                disks = disks(lease, info, files, manifest);
            }
            String text = descriptor(disks);
            Files.writeString(files.part(names.descriptor()), text);
            Files.writeString(files.part(names.manifest()), manifest.text(names.descriptor(), text));
            lease.complete();
            List<String> all = new ArrayList<>(List.of(names.descriptor(), names.manifest()));
            disks.forEach(d -> all.add(d.name()));
            return all;
        } catch (RuntimeException | IOException e) {
            lease.abort();
            throw e;
        }
    }

    private List<Fetched> disks(Lease lease, Element info, ExportFiles files, ExportManifest manifest)
            throws IOException {
        List<Element> devices = info.all("deviceUrl").stream()
                .filter(d -> d.flag("disk").orElse(false))
                .toList();
        if (devices.size() != machine.disks().size()) {
            throw failed("the lease offers " + devices.size() + " disks, and the machine had "
                    + machine.disks().size() + " when this was planned");
        }
        double each = 1.0 / Math.max(1, devices.size());
        long about = Math.max(1, 1024 * info.number("totalDiskCapacityInKB").orElse(1L)) / Math.max(1, devices.size());
        List<Fetched> fetched = new ArrayList<>();
        for (Element device : devices) {
            String name = names.disk(fetched.size() + 1);
            String address = device.at("url").text();
            long size;
            try (OutputStream out = manifest.watched(name, Files.newOutputStream(files.part(name)))) {
                size = OtherHosts.of(site, device)
                        .download(address, out, got -> now = each * Math.min(1.0, (double) got / about), abort);
            }
            fetched.add(new Fetched(device.at("key").text(), name, size, OptionalLong.empty(), OptionalLong.empty()));
            now = 0;
            before = each * fetched.size();
        }
        List<Element> told = told(lease);
        return fetched.stream().map(f -> checked(f, told, manifest)).toList();
    }

    /** What the host says that it sent; older ones say nothing. */
    private List<Element> told(Lease lease) {
        try {
            return site.vim().told(lease.manifest(), "");
        } catch (UnsupportedFeatureException e) {
            return List.of();
        }
    }

    private static Fetched checked(Fetched file, List<Element> told, ExportManifest manifest) {
        Element entry = told.stream()
                .filter(t -> t.at("key").text().equals(file.device()))
                .findFirst()
                .orElse(Element.NONE);
        if (entry.present() && !manifest.agrees(file, entry)) {
            throw failed("what came as " + file.name() + " is not what the host says that it sent");
        }
        return new Fetched(
                file.device(), file.name(), file.size(), number(entry, "capacity"), number(entry, "populatedSize"));
    }

    private static OptionalLong number(Element entry, String name) {
        return entry.number(name).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private String descriptor(List<Fetched> disks) {
        Element said = site
                .vim()
                .told(
                        ExportRequests.descriptor(
                                site.vim().content().getOvfManager(), machine.id(), machine.name(), disks),
                        "")
                .stream()
                .findFirst()
                .orElse(Element.NONE);
        Optional<Element> error = said.all("error").stream().findFirst();
        if (error.isPresent()) {
            throw Faults.of(
                    error.get().at("fault").type(),
                    error.get().text("localizedMessage").orElse("the server makes no descriptor of it"));
        }
        return said.text("ovfDescriptor").orElseThrow(() -> failed("the server made no descriptor"));
    }

    private static OperationFailedException failed(String why) {
        return new OperationFailedException(Failure.of(why).backend(Faults.BACKEND));
    }

    /** What failed removed its files itself. */
    @Override
    public Landed landed(Map<String, String> results) {
        return Landed.no();
    }

    @Override
    public void undo(Map<String, String> results) {
        // run() takes its own files back, and the server has nothing of it
    }

    @Override
    public String toString() {
        return title();
    }
}
