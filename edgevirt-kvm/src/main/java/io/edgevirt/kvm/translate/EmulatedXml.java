package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.xml.XmlElement;

/** A domain for KVM, changed so that QEMU's emulator can run it. */
public final class EmulatedXml {

    private EmulatedXml() {}

    /**
     * Changes what names the processor of the host, which no emulator has, and what only KVM does.
     *
     * @param kvm the root of domain XML; it is not changed
     * @param host what the host can do
     * @return the root of a copy
     */
    public static XmlElement of(XmlElement kvm, HostFacts host) {
        XmlElement domain = kvm.copy().with("type", host.domainType());
        domain.first("cpu").ifPresent(cpu -> {
            String mode = cpu.attribute("mode").orElse("");
            if (mode.startsWith("host-")) {
                cpu.without("mode").without("check").without("migratable").without("match");
                cpu.all("feature").forEach(cpu::remove);
                cpu.all("model").forEach(cpu::remove);
                cpu.all("vendor").forEach(cpu::remove);
                if (cpu.children().isEmpty()) {
                    domain.remove(cpu);
                }
            }
        });
        domain.first("features").ifPresent(f -> f.removeAll("hyperv").removeAll("kvm"));
        domain.first("clock")
                .ifPresent(clock -> clock.all("timer").stream()
                        .filter(t -> t.attribute("name")
                                .filter(n -> n.equals("kvmclock") || n.equals("hypervclock"))
                                .isPresent())
                        .forEach(clock::remove));
        return domain;
    }
}
