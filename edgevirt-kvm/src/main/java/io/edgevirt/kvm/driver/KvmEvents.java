package io.edgevirt.kvm.driver;

import io.edgevirt.Event;
import io.edgevirt.kvm.libvirt.DomainEvent;
import io.edgevirt.kvm.libvirt.Events;
import io.edgevirt.kvm.read.EventReader;
import io.edgevirt.spi.EventRole;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Events that libvirt pushes: machines' lifecycle and restarts of guests. */
final class KvmEvents implements EventRole {

    private static final Set<DomainEvent.Kind> KINDS = EnumSet.of(DomainEvent.Kind.LIFECYCLE, DomainEvent.Kind.REBOOT);

    private final Reads reads;

    KvmEvents(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Runnable watch(Consumer<Event> sink) {
        Events.Registration registration = reads.lib().events().domains(KINDS, e -> tell(e, sink));
        return registration::close;
    }

    private static void tell(DomainEvent e, Consumer<Event> sink) {
        boolean reboot = e.kind() == DomainEvent.Kind.REBOOT;
        sink.accept(EventReader.read(
                e.domain().toString(), e.name(), reboot ? EventReader.REBOOT : e.event(), e.detail(), Instant.now()));
    }
}
