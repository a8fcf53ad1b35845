package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.DomainPower;
import io.edgevirt.kvm.libvirt.DomainStats;
import io.edgevirt.kvm.libvirt.Domains;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.read.Capabilities;
import io.edgevirt.kvm.translate.ProbeXml;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A host whose processor shows VT-x or AMD-V is believed. One that shows neither, and says that it runs under a
 * hypervisor, may still offer {@code /dev/kvm}: with a kernel that emulates every instruction, guests "run" and never
 * get anywhere. Then a guest without disks is started, which real hardware has restarted within a second. It waits, which
 * drivers otherwise never do, since nothing can be translated before it is known.
 */
final class KvmProbe implements Execution {

    /** Firmware that executes needs some thousands of emulated instructions, mostly for ports. */
    private static final long EMULATED = 200_000;
    /** More than ten times what hardware takes. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(6);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    public Optional<String> whyNot(LibvirtConnection lib, Capabilities host) {
        boolean x86 = host.arch().equals("x86_64") || host.arch().equals("i686");
        if (!x86 || host.hardwareVirtualization() || !host.cpuFeatures().contains("hypervisor")) {
            return Optional.empty();
        }
        UUID uuid = UUID.randomUUID();
        try {
            lib.domains().create(ProbeXml.of(uuid, host.arch()).document(), DomainPower.START_AUTODESTROY);
        } catch (LibvirtError e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Optional.of("a guest for a test could not be started with KVM: " + e.getMessage());
        }
        try {
            return watched(lib, uuid);
        } finally {
            end(lib, uuid);
        }
    }

    private static Optional<String> watched(LibvirtConnection lib, UUID uuid) {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() - end < 0) {
            Optional<DomainStats> seen =
                    lib.domains().stats(Domains.STATS_VCPU, Domains.LIST_ACTIVE | Domains.LIST_TRANSIENT).stream()
                            .filter(s -> s.domain().uuid().equals(uuid))
                            .findFirst();
            if (seen.isEmpty()) {
                return Optional.empty(); // its firmware came to the restart
            }
            long emulated =
                    seen.get().values().number("vcpu.0.insn_emulation.sum").orElse(0);
            if (emulated > EMULATED) {
                return Optional.of("the host's kernel emulates the guest's instructions one by one instead of executing"
                        + " them");
            }
            LockSupport.parkNanos(GLANCE);
        }
        return Optional.of("the firmware of a guest for a test did not come to its end");
    }

    private static void end(LibvirtConnection lib, UUID uuid) {
        try {
            lib.power().destroy(uuid, 0);
        } catch (LibvirtError e) {
            if (!e.is(LibvirtError.NO_DOMAIN)) {
                throw e;
            }
        }
    }
}
