package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.Map;
import java.util.Optional;

/** Plans a disk that is a copy of an image: of a volume, or of a file of the node's, which only root's own login may name. */
final class ImportPlan {

    private static final int SCSI_PLACES = 31;

    private final Site site;

    ImportPlan(Site site) {
        this.site = site;
    }

    Work plan(Ref vm, String storage, String source) {
        Configuration config = new MachineReads(site).configuration(vm);
        String name = config.get("name").orElse("VM " + vm.id());
        Optional<String> unfit = PropertyString.unfit(source);
        Optional<String> place = config.free("scsi", SCSI_PLACES);
        if (unfit.isPresent()) {
            return Work.stopped(Finding.fail(
                    "source", Problem.INVALID, source, unfit.get(), "give the file or volume another name"));
        }
        if (source.startsWith("/") && (site.pve().token() || !site.pve().user().equals("root@pam"))) {
            return Work.stopped(Finding.fail(
                    "source",
                    Problem.PERMISSION,
                    source,
                    "only root@pam, logged in by password, may name files of a node by their paths",
                    "name a volume, such as local:import/disk.qcow2 from version 8 on"));
        }
        if (place.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "disk", Problem.RESOURCES, name, "it has all disks that it can have", "remove one first"));
        }
        return Work.of(step(vm.id(), name, storage, source, place.get(), config));
    }

    private Step step(String vmid, String name, String storage, String source, String place, Configuration config) {
        String node = site.nodes().of(vmid);
        String value = PropertyString.empty("file")
                .with("file", storage + ":0")
                .with("import-from", source)
                .text();
        Call call = Call.post("/nodes/{node}/qemu/{vmid}/config", node, vmid)
                .with(place, value)
                .withIf("digest", config.digest());
        return new PveStep(site.pve(), "import " + source + " as " + place + " of " + name, call)
                .task()
                .tells(Step.VM, vmid)
                .tells(Step.DISK, place)
                .landed(results -> landed(node, vmid, place));
    }

    /** The place was free, and the digest lets no other change in between. */
    private Landed landed(String node, String vmid, String place) {
        MachineUndo machine = new MachineUndo(site);
        Map<String, String> told = Map.of(Step.VM, vmid, Step.DISK, place);
        Optional<Drive> disk = machine.config(node, vmid).flatMap(c -> c.disk(place));
        if (disk.isPresent()) {
            return Landed.unknown(); // it may be somebody else's: nothing on it tells
        }
        return machine.running("qmconfig", vmid)
                .map(upid -> Landed.running(new TaskId(upid, told).text()))
                .orElseGet(Landed::no);
    }
}
