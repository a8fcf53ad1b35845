package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.DiskOptions;
import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.Host;
import io.edgevirt.MemoryRange;
import io.edgevirt.NicOptions;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.Violation;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Collects a machine to be. */
final class VMDefinitionBuilder extends Pending<VM> implements VMDefinition {

    private final UUID token = Tokens.fresh();
    private final String name;
    private final List<DiskSpec> disks = new ArrayList<>();
    private final List<NicSpec> nics = new ArrayList<>();
    private final List<PciAddress> devices = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private int cpus = 1;
    private Size memory = Size.mib(512);
    private Optional<MemoryRange> dynamicMemory = Optional.empty();
    private Optional<Firmware> firmware = Optional.empty();
    private Optional<Boolean> secureBoot = Optional.empty();
    private boolean tpm;
    private Optional<FileSource> iso = Optional.empty();
    private Optional<VMSpec.KernelSpec> kernel = Optional.empty();
    private Optional<String> guestOs = Optional.empty();
    private Optional<String> host = Optional.empty();
    private Optional<String> cluster = Optional.empty();
    private Optional<String> resourcePool = Optional.empty();
    private Optional<String> folder = Optional.empty();
    private Optional<Integer> reservedCpus = Optional.empty();
    private Optional<Size> reservedMemory = Optional.empty();
    private Optional<String> pinnedCpus = Optional.empty();
    private boolean hugepages;
    private Optional<String> vgpu = Optional.empty();
    private Optional<Boolean> nested = Optional.empty();
    private Optional<String> cloudInit = Optional.empty();
    private Optional<String> description = Optional.empty();
    private boolean autostart;

    VMDefinitionBuilder(Engine engine, String name) {
        super(engine, "create");
        this.name = name;
    }

    private VMSpec spec() {
        return new VMSpec(
                token,
                name,
                cpus,
                memory,
                dynamicMemory,
                disks,
                nics,
                new VMSpec.BootSpec(firmware, secureBoot, tpm, iso, kernel, guestOs),
                new VMSpec.Placement(host, cluster, resourcePool, folder),
                new VMSpec.Resources(reservedCpus, reservedMemory, pinnedCpus, hugepages),
                devices,
                vgpu,
                nested,
                cloudInit,
                description,
                tags,
                autostart);
    }

    @Override
    String target() {
        return name;
    }

    @Override
    List<Violation> violations() {
        return VMSpecRules.violations(spec());
    }

    @Override
    Set<Feature> needs() {
        return VMSpecRules.needs(spec());
    }

    @Override
    Work plan() {
        return engine().driver().vms().create(spec());
    }

    @Override
    VM finish(Map<String, String> results, TaskHandle<VM> task) {
        return VMListing.created(engine(), "create", results.getOrDefault(Step.VM, ""));
    }

    @Override
    public VMDefinition cpus(int count) {
        changing();
        cpus = count;
        return this;
    }

    @Override
    public VMDefinition memory(Size size) {
        changing();
        memory = size;
        return this;
    }

    @Override
    public VMDefinition dynamicMemory(Size minimum, Size maximum) {
        changing();
        dynamicMemory = Optional.of(new MemoryRange(minimum, maximum));
        return this;
    }

    @Override
    public VMDefinition disk(Size size, Consumer<DiskOptions> options) {
        changing();
        disks.add(DiskOptionsBuilder.spec(engine(), size, options));
        return this;
    }

    @Override
    public VMDefinition nic(String network, Consumer<NicOptions> options) {
        changing();
        nics.add(NicOptionsBuilder.spec(network, options));
        return this;
    }

    @Override
    public VMDefinition nic(Switch network) {
        return nic(Ours.id(engine(), network));
    }

    @Override
    public VMDefinition nic(Switch network, Consumer<NicOptions> options) {
        return nic(Ours.id(engine(), network), options);
    }

    @Override
    public VMDefinition iso(String image) {
        changing();
        iso = Optional.of(new FileSource.Remote(image));
        return this;
    }

    @Override
    public VMDefinition iso(Path image) {
        changing();
        iso = Optional.of(new FileSource.Local(image));
        return this;
    }

    @Override
    public VMDefinition guestOs(String nativeName) {
        changing();
        guestOs = Optional.of(nativeName);
        return this;
    }

    @Override
    public VMDefinition firmware(Firmware kind) {
        changing();
        firmware = Optional.of(kind);
        return this;
    }

    @Override
    public VMDefinition secureBoot(boolean on) {
        changing();
        secureBoot = Optional.of(on);
        return this;
    }

    @Override
    public VMDefinition tpm(boolean on) {
        changing();
        tpm = on;
        return this;
    }

    @Override
    public VMDefinition nestedVirtualization(boolean on) {
        changing();
        nested = Optional.of(on);
        return this;
    }

    @Override
    public VMDefinition host(String nameOrId) {
        changing();
        host = Optional.of(nameOrId);
        return this;
    }

    @Override
    public VMDefinition host(Host on) {
        return host(Ours.id(engine(), on));
    }

    @Override
    public VMDefinition cluster(String nameOrId) {
        changing();
        cluster = Optional.of(nameOrId);
        return this;
    }

    @Override
    public VMDefinition cluster(Cluster in) {
        return cluster(Ours.id(engine(), in));
    }

    @Override
    public VMDefinition resourcePool(String nameOrPath) {
        changing();
        resourcePool = Optional.of(nameOrPath);
        return this;
    }

    @Override
    public VMDefinition folder(String nameOrPath) {
        changing();
        folder = Optional.of(nameOrPath);
        return this;
    }

    @Override
    public VMDefinition reserve(int wholeCpus, Size size) {
        changing();
        reservedCpus = Optional.of(wholeCpus);
        reservedMemory = Optional.of(size);
        return this;
    }

    @Override
    public VMDefinition pinCpus(String list) {
        changing();
        pinnedCpus = Optional.of(list);
        return this;
    }

    @Override
    public VMDefinition hugepages(boolean on) {
        changing();
        hugepages = on;
        return this;
    }

    @Override
    public VMDefinition device(PciAddress address) {
        changing();
        devices.add(address);
        return this;
    }

    @Override
    public VMDefinition vgpu(String profile) {
        changing();
        vgpu = Optional.of(profile);
        return this;
    }

    @Override
    public VMDefinition bootKernel(Path file, Path initrd, String commandLine) {
        changing();
        kernel = Optional.of(
                new VMSpec.KernelSpec(new FileSource.Local(file), new FileSource.Local(initrd), commandLine));
        return this;
    }

    @Override
    public VMDefinition bootKernel(String file, String initrd, String commandLine) {
        changing();
        kernel = Optional.of(
                new VMSpec.KernelSpec(new FileSource.Remote(file), new FileSource.Remote(initrd), commandLine));
        return this;
    }

    @Override
    public VMDefinition cloudInit(String userData) {
        changing();
        cloudInit = Optional.of(userData);
        return this;
    }

    @Override
    public VMDefinition description(String text) {
        changing();
        description = Optional.of(text);
        return this;
    }

    @Override
    public VMDefinition tag(String key, String value) {
        changing();
        tags.put(key, value);
        return this;
    }

    @Override
    public VMDefinition autostart(boolean on) {
        changing();
        autostart = on;
        return this;
    }
}
