package io.edgevirt.proxmox.driver;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.proxmox.CloudInit;
import io.edgevirt.proxmox.ProxmoxConfiguration;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * A machine's configuration in Proxmox VE's own words.
 *
 * @param site the connection
 * @param operations makes operations
 * @param vm the machine
 */
record OwnConfiguration(Site site, Operations operations, Ref vm) implements ProxmoxConfiguration {

    private Configuration read(String name) {
        return operations.read(name, vm.id(), () -> new ChangeReads(site).config(vm.id()));
    }

    @Override
    public Map<String, String> values() {
        return read("values").now();
    }

    @Override
    public Map<String, String> pending() {
        Configuration config = read("pending");
        Map<String, String> pending = new TreeMap<>(config.pending());
        config.leaving().forEach(key -> pending.put(key, ""));
        return Map.copyOf(pending);
    }

    private Operation<VM> change(String name, Function<OptionPlan, Work> plan) {
        return operations.operation(
                name,
                vm.id(),
                () -> plan.apply(new OptionPlan(site, new ChangeReads(site).machine(vm))),
                results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<VM> set(String key, String value) {
        return change("set", plan -> plan.set(key, value, false));
    }

    @Override
    public Operation<VM> atNextStart(String key, String value) {
        return change("atNextStart", plan -> plan.set(key, value, true));
    }

    @Override
    public Operation<VM> unset(String key) {
        return change("unset", plan -> plan.unset(key));
    }

    @Override
    public Operation<VM> hotplug(List<String> kinds) {
        List<String> wanted = List.copyOf(kinds);
        return change("hotplug", plan -> plan.hotplug(wanted));
    }

    @Override
    public Operation<VM> moveDisk(String disk, String storage) {
        return operations.operation(
                "moveDisk",
                vm.id(),
                () -> new DiskMove(site, new ChangeReads(site).machine(vm)).plan(disk, storage),
                results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<String> importDisk(String from, String storage) {
        UUID token = UUID.randomUUID();
        return operations.operation(
                "importDisk",
                vm.id(),
                () -> new DiskPlan(site, new ChangeReads(site).machine(vm))
                        .copy(from, java.util.Optional.of(storage), token),
                results -> results.getOrDefault(Step.DISK, ""));
    }

    @Override
    public Operation<VM> cloudInit(CloudInit fields) {
        return change("cloudInit", plan -> plan.cloudInit(fields));
    }

    @Override
    public Operation<VM> regenerateCloudInit() {
        return change("regenerateCloudInit", OptionPlan::regenerate);
    }

    @Override
    public String toString() {
        return "configuration of the machine " + vm.id() + " of Proxmox VE";
    }
}
