package io.edgevirt.benchmarks;

import static io.edgevirt.Size.gib;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;

/** A whole process, from nothing to the first machine. To be timed from outside. */
final class ColdStart {

    private ColdStart() {}

    public static void main(String... args) {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            System.out.println(
                    hv.vms().define("first").cpus(1).memory(gib(1)).create().name());
        }
    }
}
