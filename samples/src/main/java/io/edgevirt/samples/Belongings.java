package io.edgevirt.samples;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import java.util.Optional;
import java.util.UUID;

/** The machines that a program made, by the beginning of their names, which are removed at its end whatever happens. */
final class Belongings implements AutoCloseable {

    private final Hypervisor hv;
    private final String name;

    Belongings(Hypervisor hv, String name) {
        this.hv = hv;
        this.name = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String name() {
        return name;
    }

    String name(String which) {
        return name + "-" + which;
    }

    /** Removes all of them, the others too where one cannot be removed. */
    @Override
    public void close() {
        Optional<EdgeVirtException> failed = Optional.empty();
        for (VM vm : hv.vms().list()) {
            try {
                if (vm.name().startsWith(name)) {
                    vm.powerOff().delete();
                }
            } catch (EdgeVirtException e) {
                failed.ifPresent(e::addSuppressed);
                failed = Optional.of(e);
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
