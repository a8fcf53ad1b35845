package io.edgevirt.samples;

import io.edgevirt.Hypervisor;
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

    @Override
    public void close() {
        hv.vms().list().stream()
                .filter(vm -> vm.name().startsWith(name))
                .forEach(vm -> vm.powerOff().delete());
    }
}
