package io.edgevirt.proxmox.driver;

import io.edgevirt.DeleteOptions;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a machine's removal. Proxmox VE takes all volumes along that are the machine's by their names. */
final class DeletePlan {

    private static final String LOCK = "lock";

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();

    DeletePlan(Site site) {
        this.site = site;
    }

    Work plan(Ref vm, DeleteOptions options) {
        Configuration config = new MachineReads(site).configuration(vm);
        String name = config.get("name").orElse("VM " + vm.id());
        if (config.flag("protection")) {
            findings.add(Finding.fail(
                    "protection",
                    Problem.STATE,
                    name,
                    "it is protected against removal",
                    "switch its protection off in its options first"));
        }
        // The lock of a machine whose memory was saved does not keep it from being removed, memory and all.
        config.get(LOCK)
                .filter(lock -> !lock.equals("suspended"))
                .ifPresent(lock -> findings.add(Finding.fail(
                        LOCK, Problem.CONFLICT, name, "it is locked (" + lock + ")", "wait until that is done")));
        List<Drive> disks = config.drives().stream().filter(d -> !d.cdrom()).toList();
        if (!options.disks() && !disks.isEmpty()) {
            findings.add(kept(name));
        }
        if (config.flag("template")) {
            copies(site.nodes().of(vm.id()), disks, name);
        }
        return findings.isEmpty()
                ? new Work(findings, steps(site.nodes().of(vm.id()), vm, name, config))
                : new Work(findings, List.of());
    }

    private static Finding kept(String name) {
        return Finding.fail(
                "disks",
                Problem.UNSUPPORTED,
                name,
                "Proxmox VE removes a machine's volumes with it, and has no request that leaves them",
                "move its disks to another machine first, and then delete it");
    }

    /** What still builds on a template's disks; the server would refuse as well, but only in the task. */
    private void copies(String node, List<Drive> disks, String name) {
        for (Drive disk : disks) {
            String volume = disk.volume().orElse("").replaceFirst("^[^:]*:", "");
            Optional<String> storage = disk.storage();
            List<String> users =
                    storage.isEmpty() || volume.isEmpty() ? List.of() : children(node, storage.get(), volume);
            if (!users.isEmpty()) {
                findings.add(Finding.fail(
                        "disks",
                        Problem.STATE,
                        name,
                        "linked copies build on its disk " + disk.key() + ": " + users,
                        "delete those first"));
            }
        }
    }

    private List<String> children(String node, String storage, String base) {
        return site
                .pve()
                .send(Call.get("/nodes/{node}/storage/{storage}/content", node, storage)
                        .with("content", "images"))
                .list()
                .stream()
                .filter(v -> v.text("parent")
                        .filter(p -> named(p).equals(named(base)))
                        .isPresent())
                .flatMap(v -> v.text("volid").stream())
                .toList();
    }

    /** Storages tell a parent with or without folders before it, and with its snapshot behind it. */
    private static String named(String volume) {
        return volume.replaceFirst("^.*/", "").replaceFirst("@.*$", "");
    }

    private List<Step> steps(String node, Ref vm, String name, Configuration config) {
        List<Step> steps = new ArrayList<>();
        steps.add(new PveStep(site.pve(), "delete " + name, MachineUndo.delete(node, vm.id()))
                .task()
                .landed(results -> landed(node, vm.id(), config)));
        Seeds.own(config).ifPresent(seed -> steps.add(new Seeds(site).removal(node, seed)));
        return steps;
    }

    private Landed landed(String node, String vmid, Configuration before) {
        MachineUndo machine = new MachineUndo(site);
        Optional<Configuration> now = machine.config(node, vmid);
        String uuid = io.edgevirt.proxmox.read.ConfigReader.uuid(before);
        boolean other = now.isPresent()
                && !uuid.isEmpty()
                && now.get().get("smbios1").isPresent()
                && !io.edgevirt.proxmox.read.ConfigReader.uuid(now.get()).equals(uuid);
        if (now.isEmpty() || other) {
            return Landed.yes(Map.of());
        }
        return machine.running("qmdestroy", vmid)
                .map(upid -> Landed.running(new TaskId(upid, Map.of()).text()))
                .orElseGet(Landed::no);
    }
}
