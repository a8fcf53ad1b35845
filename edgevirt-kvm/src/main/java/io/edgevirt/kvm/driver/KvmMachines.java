package io.edgevirt.kvm.driver;

import io.edgevirt.DeleteOptions;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.read.ConfigReader;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.VMRole;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Machines: libvirt's domains, known by their uuid. */
final class KvmMachines implements VMRole {

    private final Link link;
    private final Node node;
    private final Reads reads;
    private final SerialPorts serial;
    private final GuestTasks tasks;

    KvmMachines(Link link, Node node, Reads reads, SerialPorts serial, GuestTasks tasks) {
        this.link = link;
        this.node = node;
        this.reads = reads;
        this.serial = serial;
        this.tasks = tasks;
    }

    private static UUID uuid(Ref vm) {
        return Reads.uuid("VM", vm.id());
    }

    @Override
    public Page<VMInfo> list(String from) {
        return Page.all(reads.machines());
    }

    @Override
    public VMInfo read(String id) {
        return reads.machine(reads.domain(Reads.uuid("VM", id)));
    }

    @Override
    public Optional<List<VMInfo>> named(String nameOrPath) {
        Optional<DomainName> found = reads.lib().domains().find(nameOrPath);
        return Optional.of(found.map(reads::machine).stream().toList());
    }

    @Override
    public VMConfig config(Ref vm) {
        UUID uuid = uuid(vm);
        reads.domain(uuid);
        String now = reads.lib().domains().xml(uuid, 0);
        String next = reads.active(uuid) && reads.lib().domains().persistent(uuid)
                ? reads.lib().domains().xml(uuid, Domains.XML_INACTIVE)
                : now;
        boolean autostart = reads.lib().domains().autostart(uuid);
        DomainText text = DomainText.of(now);
        return ConfigReader.read(
                now, next, autostart, sizes(uuid, text), text.disks().isEmpty() ? List.of() : reads.pools());
    }

    /** One request for each disk; of one that cannot be read now nothing is said. */
    private Map<String, ConfigReader.DiskSizes> sizes(UUID uuid, DomainText domain) {
        Map<String, ConfigReader.DiskSizes> sizes = new LinkedHashMap<>();
        for (DiskElement disk : domain.disks()) {
            if (disk.isDisk() && disk.source().isPresent()) {
                try {
                    sizes.put(disk.id(), reads.sizes(uuid, disk));
                } catch (LibvirtError e) {
                    if (e.connectionLost()) {
                        throw e;
                    }
                }
            }
        }
        return sizes;
    }

    @Override
    public Work create(VMSpec spec) {
        return new CreatePlan(link, node, reads).plan(spec);
    }

    @Override
    public Work define(String text) {
        return new NativePlan(node, reads).plan(text);
    }

    @Override
    public Work copy(Ref from, CloneSpec spec) {
        return new ClonePlan(node, reads).plan(uuid(from), spec);
    }

    @Override
    public Work power(Ref vm, PowerVerb verb, Duration atMost) {
        return new PowerPlan(node, reads, serial).plan(uuid(vm), verb);
    }

    @Override
    public Work change(Ref vm, Change change) {
        return new ChangePlan(link, node, reads, tasks).plan(uuid(vm), change);
    }

    @Override
    public Work migrate(Ref vm, MigrationSpec spec) {
        return new MigratePlan(link, node, reads).plan(uuid(vm), spec);
    }

    @Override
    public Work delete(Ref vm, DeleteOptions options) {
        return new DeletePlan(node, reads).plan(uuid(vm), options);
    }
}
