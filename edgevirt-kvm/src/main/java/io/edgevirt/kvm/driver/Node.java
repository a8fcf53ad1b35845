package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.Host;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.read.Capabilities;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.kvm.translate.HostFacts;
import java.util.Optional;
import java.util.Set;

/** The host behind a connection. What is read at connect stays; what it can do is read when it is first needed. */
final class Node {

    private final Link link;
    private final Execution execution;
    private final String driver;
    private final String name;
    private final Optional<String> version;
    private final Optional<String> libvirt;
    private final Object reading = new Object();
    private volatile Optional<HostFacts> facts = Optional.empty();
    /** Guarded by reading. */
    private Optional<Probed> probed = Optional.empty();

    /** What a probe found at a host that said this of itself. */
    private record Probed(Capabilities host, Optional<String> whyNot) {}

    Node(Link link, Execution execution) {
        this.link = link;
        this.execution = execution;
        Host host = link.lib().host();
        driver = host.type();
        name = host.hostname();
        version = host.hypervisorVersion();
        libvirt = host.libvirtVersion();
    }

    /** The driver's name, such as {@code QEMU} or {@code Test}. */
    String driver() {
        return driver;
    }

    boolean test() {
        return driver.equalsIgnoreCase("test");
    }

    String name() {
        return name;
    }

    Optional<String> version() {
        return version;
    }

    Optional<String> libvirt() {
        return libvirt;
    }

    /**
     * Forgets what the host can do: it may have been changed while the connection was lost. KVM is probed again only if
     * the host says something else of itself then.
     */
    void forget() {
        facts = Optional.empty();
    }

    /** What the host can do, where that is known already. */
    Optional<HostFacts> known() {
        return facts;
    }

    /** What the host can do: at the first time several requests, and a probe where KVM is doubtful; then none. */
    HostFacts facts() {
        Optional<HostFacts> known = facts;
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (reading) {
            if (facts.isEmpty()) {
                facts = Optional.of(read());
            }
            return facts.get();
        }
    }

    private HostFacts read() {
        Capabilities host = Capabilities.of(link.lib().host().capabilities());
        if (test()) {
            return new HostFacts(name, HostFacts.TEST, Optional.empty(), host, Optional.empty(), number());
        }
        Optional<String> whyNot = whyNotKvm(host);
        HostFacts bare =
                new HostFacts(name, whyNot.isEmpty() ? "kvm" : "qemu", whyNot, host, Optional.empty(), number());
        return new HostFacts(name, bare.domainType(), whyNot, host, guest(bare), number());
    }

    private Optional<String> whyNotKvm(Capabilities host) {
        Set<String> types = host.domainTypes();
        if (!types.contains("kvm")) {
            return Optional.of("the host offers no KVM: its processor or its kernel has none, or /dev/kvm is closed");
        }
        Probed now = probed.filter(p -> p.host().equals(host))
                .orElseGet(() -> new Probed(host, execution.whyNot(link.lib(), host)));
        probed = Optional.of(now);
        return now.whyNot().map(why -> "KVM is advertised but does not execute here: " + why);
    }

    private Optional<DomainCapabilities> guest(HostFacts bare) {
        try {
            return Optional.of(DomainCapabilities.of(link.lib()
                    .host()
                    .domainCapabilities(null, bare.host().arch(), bare.machine().orElse(null), bare.domainType())));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_SUPPORT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** libvirt's version as a number; 0 where it does not tell. */
    private long number() {
        return libvirt.map(v -> v.split("\\."))
                .filter(parts -> parts.length == 3)
                .map(p -> Long.parseLong(p[0]) * 1_000_000 + Long.parseLong(p[1]) * 1_000 + Long.parseLong(p[2]))
                .orElse(0L);
    }
}
