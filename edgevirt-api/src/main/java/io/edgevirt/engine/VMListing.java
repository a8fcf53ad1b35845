package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMInfo;
import io.edgevirt.VMs;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Step;
import java.util.Optional;

/** The machines of a connection. */
final class VMListing extends Listing<VMInfo, VM> implements VMs {

    private final Engine engine;

    VMListing(Engine engine) {
        super(engine, "VM");
        this.engine = engine;
    }

    @Override
    public VMDefinition define(String name) {
        return new VMDefinitionBuilder(engine, name);
    }

    @Override
    public Operation<VM> prepareNative(String text) {
        return new Planned<VM>(
                        engine,
                        new What("defineNative", "native text"),
                        () -> engine.driver().vms().define(text),
                        results -> created(engine, "defineNative", results.getOrDefault(Step.VM, "")))
                .needing(Feature.NATIVE_DEFINITION);
    }

    /** The handle of a machine that was just made. */
    static VM created(Engine engine, String operation, String id) {
        VMInfo info = engine.read(operation, id, () -> engine.driver().vms().read(id));
        return new VMHandle(engine, engine.learned().learn(info));
    }

    @Override
    Inventory<VMInfo> inventory() {
        return engine.driver().vms();
    }

    @Override
    VM handle(VMInfo item) {
        return new VMHandle(engine, engine.learned().newest(item));
    }

    @Override
    String id(VMInfo item) {
        return item.id();
    }

    @Override
    String name(VMInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(VMInfo item) {
        return item.path();
    }
}
