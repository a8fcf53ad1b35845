package io.edgevirt.vsphere.driver;

import com.vmware.vim25.VirtualMachineConfigSpec;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.Edits;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans other figures. While a machine runs, processors and memory can be added if that was enabled for it beforehand; all
 * else needs a stop, and vSphere defers nothing to the next start.
 */
final class ReconfigurePlan {

    private static final long MIB = 1024L * 1024;

    private final Site site;
    private final Machine vm;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> needStop = new ArrayList<>();

    ReconfigurePlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
        this.reads = new MachineReads(site);
    }

    Work plan(Change.Reconfigure asked) {
        Change.Reconfigure change = different(asked);
        refusals(change);
        if (!vm.off()) {
            live(change);
        }
        stops(change);
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>();
        if (changes(change)) {
            steps.add(step(change));
        }
        if (change.autostart().isPresent()) {
            steps.add(new MachineSteps(site)
                    .autostart(
                            vm.name(),
                            Optional.of(vm.id()),
                            vm.host(),
                            change.autostart().get()));
        }
        return new Work(findings, steps);
    }

    private int cpus() {
        return vm.read().at("config.hardware").count("numCPU").orElse(0);
    }

    private Size memory() {
        return vm.read().at("config.hardware").at("memoryMB").size(MIB).orElse(Size.ZERO);
    }

    private Optional<Boolean> nested() {
        return vm.read().at("config.nestedHVEnabled").flag();
    }

    /** Without what is so already. */
    private Change.Reconfigure different(Change.Reconfigure c) {
        return new Change.Reconfigure(
                c.cpus().filter(n -> n != cpus()),
                c.memory().filter(m -> !m.equals(memory())),
                c.dynamicMemory(),
                c.nestedVirtualization().filter(on -> !on.equals(nested().orElse(false))),
                c.description(),
                c.tags(),
                c.autostart(),
                c.atNextStart());
    }

    private static boolean changes(Change.Reconfigure c) {
        return c.cpus().isPresent()
                || c.memory().isPresent()
                || c.nestedVirtualization().isPresent()
                || c.description().isPresent()
                || !c.tags().isEmpty();
    }

    private void refusals(Change.Reconfigure change) {
        NameRules names = new NameRules().tags(change.tags());
        change.description().ifPresent(d -> names.text("description", d));
        findings.addAll(names.findings());
        findings.addAll(SpecRules.figures(
                vm.name(),
                change.cpus(),
                change.memory(),
                change.dynamicMemory().map(MemoryRange::maximum)));
        vm.fixed().ifPresent(findings::add);
        boolean nesting = change.nestedVirtualization().orElse(false);
        if (nesting && vm.devices().stream().anyMatch(d -> d.passthrough())) {
            findings.add(SpecRules.noNesting(vm.name()));
        }
    }

    private void live(Change.Reconfigure change) {
        boolean hotCpus =
                vm.running() && vm.read().at("config.cpuHotAddEnabled").flag().orElse(false);
        boolean hotMemory = vm.running()
                && vm.read().at("config.memoryHotAddEnabled").flag().orElse(false);
        change.cpus().filter(n -> !hotCpus || n < cpus()).ifPresent(n -> needStop.add("cpus"));
        change.memory().filter(m -> !hotMemory || m.compareTo(memory()) < 0).ifPresent(m -> needStop.add("memory"));
        change.nestedVirtualization().ifPresent(on -> needStop.add("nestedVirtualization"));
    }

    private void stops(Change.Reconfigure change) {
        if (needStop.isEmpty()) {
            return;
        }
        String fields = String.join(", ", needStop);
        findings.add(
                change.atNextStart()
                        ? Finding.fail(
                                "atNextStart",
                                Problem.UNSUPPORTED,
                                vm.name(),
                                "vSphere refuses to change " + fields
                                        + " before the machine is off, and defers nothing",
                                "shut it down first")
                        : Finding.fail(
                                "vm.state",
                                Problem.STATE,
                                vm.name(),
                                fields + " cannot change as asked while it is " + (vm.running() ? "on" : "saved"),
                                "shut it down first"));
    }

    private Step step(Change.Reconfigure change) {
        VirtualMachineConfigSpec spec = Edits.reconfigure(
                change,
                vm.read().at("config.hardware").count("numCoresPerSocket").orElse(1));
        vm.read().text("config.changeVersion").ifPresent(version -> spec.changeVersion = version);
        VimStep step =
                new MachineSteps(site).reconfigure("reconfigure " + vm.name(), vm.id(), spec, () -> holds(change));
        return vm.off() ? step.undo(results -> back(change)) : step;
    }

    private boolean holds(Change.Reconfigure change) {
        Change.Reconfigure left = new ReconfigurePlan(site, reads.machine(vm.id())).different(change);
        var config = reads.config(vm.id());
        return left.cpus().isEmpty()
                && left.memory().isEmpty()
                && left.nestedVirtualization().isEmpty()
                && change.description()
                        .filter(d -> !d.equals(config.description().orElse("")))
                        .isEmpty()
                && config.tags().entrySet().containsAll(change.tags().entrySet());
    }

    /** The figures as they were; texts and tags are left, for they stop nothing. */
    private void back(Change.Reconfigure change) {
        Change.Reconfigure before = new Change.Reconfigure(
                change.cpus().map(n -> cpus()),
                change.memory().map(m -> memory()),
                Optional.empty(),
                change.nestedVirtualization().map(on -> nested().orElse(false)),
                change.description()
                        .map(d -> vm.read().text("config.annotation").orElse("")),
                Map.of(),
                Optional.empty(),
                false);
        if (changes(before)) {
            new TaskEnd(site.inventory())
                    .await(site.vim()
                            .task(io.edgevirt.vsphere.translate.Requests.reconfigure(
                                    vm.id(), Edits.reconfigure(before, 1))));
        }
    }
}
