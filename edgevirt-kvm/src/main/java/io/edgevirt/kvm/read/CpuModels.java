package io.edgevirt.kvm.read;

import java.util.Set;

/** What libvirt's models of processors include without listing it: its files {@code cpu_map/x86_*.xml}, version 9.0. */
final class CpuModels {

    private static final Set<String> WITH_SVM =
            Set.of("phenom", "qemu64", "Opteron_G2", "Opteron_G3", "Opteron_G4", "Opteron_G5", "Dhyana");

    private CpuModels() {}

    /** Whether a model includes AMD-V; no model includes VT-x. */
    static boolean haveSvm(String model) {
        return WITH_SVM.contains(model) || model.equals("EPYC") || model.startsWith("EPYC-");
    }
}
