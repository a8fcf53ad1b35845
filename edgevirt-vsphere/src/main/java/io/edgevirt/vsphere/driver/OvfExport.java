package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.NameRules;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans what takes a machine out as OVF or OVA. */
final class OvfExport {

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();

    OvfExport(Site site) {
        this.site = site;
    }

    /** A descriptor, a manifest and disks in a folder. */
    Work toFolder(String vm, Path folder) {
        Machine machine = machine(vm);
        ExportNames names = ExportNames.of(machine.name());
        if (folder(folder)) {
            names.in(folder, machine.disks().size()).forEach(this::free);
        }
        return work(new OvfDownload(site, machine, names, folder, Optional.empty()));
    }

    /** The same as one file. */
    Work toOva(String vm, Path file) {
        OvaSupport.require();
        Machine machine = machine(vm);
        Path target = file.toAbsolutePath();
        Path folder = Optional.ofNullable(target.getParent()).orElse(target);
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".ova")) {
            findings.add(NameRules.invalid("file", file.toString(), "a file's name that ends in .ova", "name it so"));
        }
        if (folder(folder)) {
            free(target);
        }
        return work(new OvfDownload(
                site, machine, ExportNames.of(machine.name()), folder, Optional.of(new OvaPacking(target))));
    }

    private Machine machine(String vm) {
        Machine machine = new MachineReads(site).machine(vm);
        if (machine.state() == VMState.UNKNOWN) {
            findings.add(Finding.fail(
                    "vm.state", Problem.STATE, machine.name(), "its host cannot be reached", "see to the host first"));
        } else if (!machine.off()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    machine.name(),
                    "vSphere exports machines that are off alone",
                    "shut it down, or export a copy of it"));
        }
        if (machine.disks().isEmpty()) {
            findings.add(
                    Finding.warn("vm.disks", machine.name(), "it has no disks", "the descriptor will stand alone"));
        }
        return machine;
    }

    private boolean folder(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            findings.add(Finding.fail(
                    "folder",
                    Problem.NOT_FOUND,
                    folder.toString(),
                    "there is no such folder, or it cannot be written to",
                    "make it first"));
            return false;
        }
        return true;
    }

    private void free(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            findings.add(Finding.fail(
                    "file",
                    Problem.ALREADY_EXISTS,
                    file.toString(),
                    "there is such a file already",
                    "remove it, or export to another place"));
        }
    }

    private Work work(OvfDownload step) {
        boolean failed = findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
        return new Work(findings, failed ? List.of() : List.of(step));
    }
}
