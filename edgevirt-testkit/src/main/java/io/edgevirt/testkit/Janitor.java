package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Cluster;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.NotFoundException;
import io.edgevirt.Switch;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Removes what tests made, which is known by the prefix of its name. */
final class Janitor {

    private final String prefix;
    private final ContractServer server;

    Janitor(String prefix, ContractServer server) {
        this.prefix = prefix;
        this.server = server;
    }

    /** Removes everything; what depends on something else goes first. */
    void clean(Hypervisor hypervisor) {
        List<EdgeVirtException> errors = new ArrayList<>();
        sweep(() -> machines(hypervisor), Janitor::remove, errors);
        sweep(() -> switches(hypervisor), Switch::delete, errors);
        sweep(() -> volumes(hypervisor), Volume::delete, errors);
        clusters(hypervisor).forEach(cluster -> server.dissolve(cluster.name()));
        if (!errors.isEmpty()) {
            EdgeVirtException first = errors.get(0);
            errors.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    void assertClean(Hypervisor hypervisor) {
        List<String> left = new ArrayList<>();
        machines(hypervisor).forEach(vm -> left.add("machine " + vm.name()));
        switches(hypervisor).forEach(sw -> left.add("switch " + sw.name()));
        volumes(hypervisor).forEach(volume -> left.add("volume " + volume.name()));
        assertEquals(List.of(), left, "the contract's tests left things behind");
    }

    /** Clones hold their originals, so one round may not be enough. */
    private static <T> void sweep(Supplier<List<T>> rest, Consumer<T> remove, List<EdgeVirtException> errors) {
        List<EdgeVirtException> last = List.of();
        List<T> left = rest.get();
        int before = Integer.MAX_VALUE;
        while (!left.isEmpty() && left.size() < before) {
            before = left.size();
            List<EdgeVirtException> refused = new ArrayList<>();
            left.forEach(thing -> attempt(() -> remove.accept(thing), refused));
            last = refused;
            left = rest.get();
        }
        if (!left.isEmpty()) {
            errors.addAll(last);
        }
    }

    private static void attempt(Runnable removal, List<EdgeVirtException> errors) {
        try {
            removal.run();
        } catch (NotFoundException gone) {
            // Somebody was faster, which is as good.
            return;
        } catch (EdgeVirtException e) {
            errors.add(e);
        }
    }

    private static void remove(VM vm) {
        if (vm.state() != VMState.OFF && vm.state() != VMState.SAVED) {
            vm.powerOff();
        }
        vm.delete();
    }

    private List<VM> machines(Hypervisor hypervisor) {
        return hypervisor.vms().list().stream()
                .filter(vm -> vm.name().startsWith(prefix))
                .toList();
    }

    private List<Switch> switches(Hypervisor hypervisor) {
        return whereSupported(() -> hypervisor.switches().list()).stream()
                .filter(sw -> sw.name().startsWith(prefix))
                .toList();
    }

    private List<Volume> volumes(Hypervisor hypervisor) {
        return whereSupported(() -> hypervisor.storage().list()).stream()
                .filter(pool -> pool.info().active())
                .flatMap(pool -> whereSupported(() -> pool.volumes().list()).stream())
                .filter(volume -> volume.name().contains(prefix))
                .toList();
    }

    private List<Cluster> clusters(Hypervisor hypervisor) {
        return whereSupported(() -> hypervisor.clusters().list()).stream()
                .filter(cluster -> cluster.name().startsWith(prefix))
                .toList();
    }

    private static <T> List<T> whereSupported(Supplier<List<T>> listing) {
        try {
            return listing.get();
        } catch (UnsupportedFeatureException e) {
            return List.of();
        }
    }
}
