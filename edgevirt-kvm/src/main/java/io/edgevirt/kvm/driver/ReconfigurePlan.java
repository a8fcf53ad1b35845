package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.Devices;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.kvm.translate.MetadataXml;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.ReconfigureXml;
import io.edgevirt.kvm.translate.SpecRules;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans other figures. While a machine runs, processors can be added up to what it was started with room for, and memory
 * can be taken by the balloon and given back up to what it started with; all else needs a stop. Memory is not added by
 * plugging in modules: QEMU 7.2 dies of that after a processor was removed, and a machine would have to be laid out for it.
 */
final class ReconfigurePlan {

    private final Node node;
    private final Reads reads;
    private final GuestTasks tasks;
    private final Attached vm;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> needStop = new ArrayList<>();

    ReconfigurePlan(Node node, Reads reads, GuestTasks tasks, Attached vm) {
        this.node = node;
        this.reads = reads;
        this.tasks = tasks;
        this.vm = vm;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    private UUID uuid() {
        return vm.uuid();
    }

    Work plan(Change.Reconfigure change) {
        refusals(change);
        if (findings.isEmpty()) {
            live(change);
        }
        if (!needStop.isEmpty() && !change.atNextStart()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    String.join(", ", needStop) + " cannot change as asked while it is "
                            + (vm.active() ? "on" : "saved"),
                    "shut it down first, or accept atNextStart()"));
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        define(change);
        return new Work(findings, steps);
    }

    private void refusals(Change.Reconfigure change) {
        NameRules names = new NameRules().tags(change.tags());
        change.description().ifPresent(d -> names.text("description", d));
        findings.addAll(names.findings());
        change.dynamicMemory()
                .ifPresent(d -> findings.add(Finding.fail(
                        "dynamicMemory",
                        Problem.UNSUPPORTED,
                        vm.name(),
                        "libvirt does not move memory between machines by itself",
                        "change its memory by memory(size)")));
        if (!vm.persistent()) {
            findings.add(Finding.fail(
                    "vm.transient",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "it has no definition: it vanishes when it stops",
                    "define it: virsh dumpxml, then defineNative"));
        }
        change.cpus()
                .filter(n -> !node.test()
                        && node.facts()
                                .guest()
                                .flatMap(DomainCapabilities::maxCpus)
                                .filter(m -> n > m)
                                .isPresent())
                .ifPresent(n -> findings.add(NameRules.invalid(
                        "cpus",
                        String.valueOf(n),
                        "a machine has at most "
                                + node.facts()
                                        .guest()
                                        .flatMap(DomainCapabilities::maxCpus)
                                        .orElseThrow()
                                + " processors on this host",
                        "ask for fewer")));
        if (change.nestedVirtualization().orElse(false)) {
            SpecRules.nested(node.facts()).ifPresent(findings::add);
        }
        if (change.memory().isPresent() && vm.now().xml().all("cpu/numa/cell").size() > 1) {
            findings.add(Finding.fail(
                    "memory",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "its memory is divided between several NUMA cells, and how to divide it anew is not said",
                    "edit its definition: virsh edit"));
        }
    }

    /** What can change at once, and what cannot. */
    private void live(Change.Reconfigure change) {
        boolean saved = vm.saved();
        if (!vm.active() && !saved) {
            return;
        }
        DomainText now = vm.now();
        change.cpus().filter(n -> n != now.cpus()).ifPresent(n -> {
            if (!saved && n > now.cpus() && n <= now.maxCpus() && vm.running()) {
                steps.add(cpus(now.cpus(), n));
            } else {
                needStop.add("cpus");
            }
        });
        change.memory().filter(m -> kib(m) != kib(now.memory())).ifPresent(m -> {
            if (!saved && vm.running() && kib(m) <= kib(now.maxMemory()) && balloon(now)) {
                steps.add(memory(now.memory(), m));
            } else {
                needStop.add("memory");
            }
        });
        change.nestedVirtualization()
                .filter(on -> !now.nested().equals(Optional.of(on)))
                .ifPresent(on -> needStop.add("nestedVirtualization"));
        if (vm.active()) {
            texts(change, now);
        }
    }

    private static long kib(Size size) {
        return ReconfigureXml.kib(size);
    }

    private boolean balloon(DomainText now) {
        return node.test()
                || now.xml()
                        .attributeAt("devices/memballoon", "model")
                        .filter(m -> !m.equals("none"))
                        .isPresent();
    }

    private Step cpus(int before, int after) {
        return new NativeStep(
                        "add processors to " + vm.name() + ": " + after,
                        "virDomainSetVcpusFlags " + uuid() + " " + after)
                .send(() -> lib().devices().cpus(uuid(), after, Devices.AFFECT_LIVE))
                .landed(results -> lib().devices().cpus(uuid(), Devices.AFFECT_LIVE) == after
                        ? Landed.yes(java.util.Map.of())
                        : Landed.no())
                .undo(results -> lib().devices().cpus(uuid(), before, Devices.AFFECT_LIVE));
    }

    /** The guest gives memory back in its own time, and only if it has a driver for the balloon. */
    private Step memory(Size before, Size after) {
        return new NativeStep(
                        "let the balloon of " + vm.name() + " leave " + after,
                        "virDomainSetMemoryFlags " + uuid() + " " + kib(after) + " KiB")
                .start(results -> {
                    lib().devices().memory(uuid(), kib(after), Devices.AFFECT_LIVE);
                    return tasks.begin(
                            "balloon:" + uuid() + ":" + kib(after),
                            () -> lib().domains().info(uuid()).memoryKib() == kib(after),
                            "the guest did not bring its memory to " + after,
                            "it needs a driver for the balloon (virtio_balloon) and enough memory that it does not use");
                })
                .landed(results -> Landed.no())
                .undo(results -> lib().devices().memory(uuid(), kib(before), Devices.AFFECT_LIVE));
    }

    private void texts(Change.Reconfigure change, DomainText now) {
        change.description()
                .ifPresent(text -> steps.add(new NativeStep(
                                "describe " + vm.name(), "virDomainSetMetadata " + uuid() + " description")
                        .send(() -> lib().metadata().description(uuid(), text, Devices.AFFECT_LIVE))
                        .landed(results -> Landed.no())
                        .undo(results -> lib().metadata()
                                .description(uuid(), now.description().orElse(""), Devices.AFFECT_LIVE))));
        if (!change.tags().isEmpty()) {
            OwnMetadata own = now.metadata();
            String before = MetadataXml.of(own).document();
            String after = MetadataXml.of(own.tagged(change.tags())).document();
            steps.add(new NativeStep("tag " + vm.name(), after)
                    .send(() -> element(after))
                    .landed(results -> Landed.no())
                    .undo(results -> element(before)));
        }
    }

    private void element(String xml) {
        lib().metadata().element(uuid(), OwnMetadata.NAMESPACE, OwnMetadata.PREFIX, xml, Devices.AFFECT_LIVE);
    }

    private void define(Change.Reconfigure change) {
        DomainSteps domains = new DomainSteps(reads, node);
        Definition before = domains.definition(uuid());
        String feature = change.nestedVirtualization().isPresent()
                ? Optional.of(node.facts())
                        .flatMap(HostFacts::guest)
                        .flatMap(DomainCapabilities::nestedFeature)
                        .orElse("")
                : "";
        Definition after = before.edited(d -> ReconfigureXml.apply(d, change, feature));
        if (!after.full().document().equals(before.full().document())) {
            steps.add(domains.redefine("define " + vm.name() + " anew", before, after));
        }
        change.autostart()
                .filter(on -> on != lib().domains().autostart(uuid()))
                .ifPresent(on -> steps.add(domains.autostart(uuid(), vm.name(), on)));
    }
}
