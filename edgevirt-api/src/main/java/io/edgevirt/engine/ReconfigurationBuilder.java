package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.MemoryRange;
import io.edgevirt.Reconfiguration;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.Violation;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Work;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects a change of a machine's configuration. */
final class ReconfigurationBuilder extends Pending<VM> implements Reconfiguration {

    private final VMHandle vm;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Optional<Integer> cpus = Optional.empty();
    private Optional<Size> memory = Optional.empty();
    private Optional<MemoryRange> dynamicMemory = Optional.empty();
    private Optional<Boolean> nested = Optional.empty();
    private Optional<String> description = Optional.empty();
    private Optional<Boolean> autostart = Optional.empty();
    private boolean atNextStart;

    ReconfigurationBuilder(VMHandle vm) {
        super(vm.engine(), "reconfigure");
        this.vm = vm;
    }

    @Override
    String target() {
        return vm.name();
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            cpus.ifPresent(c -> r.cpus("cpus", c));
            memory.ifPresent(m -> r.positive("memory", m));
            dynamicMemory.ifPresent(range -> r.range(memory, range));
            description.ifPresent(d -> r.text("description", d, true));
            tags.forEach((key, value) -> {
                r.name("tag", key);
                r.text("tag[" + key + "]", value, false);
            });
        });
    }

    @Override
    Set<Feature> needs() {
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        if (cpus.isPresent() || memory.isPresent()) {
            needs.add(Feature.RECONFIGURE);
        }
        dynamicMemory.ifPresent(d -> needs.add(Feature.DYNAMIC_MEMORY));
        nested.filter(on -> on).ifPresent(n -> needs.add(Feature.NESTED_VIRTUALIZATION));
        description.ifPresent(d -> needs.add(Feature.DESCRIPTION));
        autostart.ifPresent(a -> needs.add(Feature.AUTOSTART));
        if (!tags.isEmpty()) {
            needs.add(Feature.TAGS);
        }
        return needs;
    }

    @Override
    Work plan() {
        return engine().driver()
                .vms()
                .change(
                        vm.ref(),
                        new Change.Reconfigure(
                                cpus, memory, dynamicMemory, nested, description, tags, autostart, atNextStart));
    }

    @Override
    VM finish(Map<String, String> results, TaskHandle<VM> task) {
        return vm.refresh();
    }

    @Override
    public Reconfiguration cpus(int count) {
        changing();
        cpus = Optional.of(count);
        return this;
    }

    @Override
    public Reconfiguration memory(Size size) {
        changing();
        memory = Optional.of(size);
        return this;
    }

    @Override
    public Reconfiguration dynamicMemory(Size minimum, Size maximum) {
        changing();
        dynamicMemory = Optional.of(new MemoryRange(minimum, maximum));
        return this;
    }

    @Override
    public Reconfiguration nestedVirtualization(boolean on) {
        changing();
        nested = Optional.of(on);
        return this;
    }

    @Override
    public Reconfiguration description(String text) {
        changing();
        description = Optional.of(text);
        return this;
    }

    @Override
    public Reconfiguration tag(String key, String value) {
        changing();
        tags.put(key, value);
        return this;
    }

    @Override
    public Reconfiguration autostart(boolean on) {
        changing();
        autostart = Optional.of(on);
        return this;
    }

    @Override
    public Reconfiguration atNextStart() {
        changing();
        atNextStart = true;
        return this;
    }
}
