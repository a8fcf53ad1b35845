package io.edgevirt.hardware;

import io.edgevirt.Hardware;
import java.util.Optional;
import java.util.function.Function;

/** Looks at processors. */
final class CpuProbes {

    private CpuProbes() {}

    static Probe cores(int wanted) {
        return h -> count(h.cpu().cores(), wanted, "cores");
    }

    static Probe threads(int wanted) {
        return h -> count(h.cpu().threads(), wanted, "threads");
    }

    static Probe virtualization() {
        return flag(Hardware.Cpu::virtualization);
    }

    static Probe slat() {
        return flag(Hardware.Cpu::slat);
    }

    /** Not a processor's flag but the hypervisor's own setting, so it can be believed under a hypervisor too. */
    static Probe nested() {
        return h -> h.cpu()
                .nested()
                .map(on -> Reading.of(on, on ? "on" : "off"))
                .orElseGet(() -> Reading.unknown("the system does not say whether guests are given virtualization"));
    }

    private static Reading count(Optional<Integer> number, int wanted, String what) {
        return number.map(n -> Reading.of(n >= wanted, n + " " + what))
                .orElseGet(() -> Reading.unknown("the system does not tell the number of " + what));
    }

    /**
     * A processor's flag. A running hypervisor hides it, also from its own parent partition, so that only a machine
     * which is known to run under none can miss it.
     */
    private static Probe flag(Function<Hardware.Cpu, Optional<Boolean>> which) {
        return h -> which.apply(h.cpu())
                .map(on -> on ? Reading.of(true, "on") : off(h))
                .orElseGet(() -> Reading.unknown("the system does not tell the processor's flag"));
    }

    private static Reading off(Hardware hardware) {
        Optional<Boolean> hypervisor = hardware.hypervisorPresent();
        if (hypervisor.isEmpty()) {
            return Reading.unknown("reads off", "a hypervisor hides the flag, and whether one is running is not known");
        }
        return hypervisor.get()
                ? Reading.hidden("reads off", "a hypervisor is running and hides the processor's flag")
                : Reading.of(false, "off");
    }
}
