package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.Capabilities;
import java.util.Optional;

/** Finds out whether KVM, which a host offers, really executes guests. */
@FunctionalInterface
interface Execution {

    /**
     * Looks, once per connection.
     *
     * @return why it does not; empty where it does
     */
    Optional<String> whyNot(LibvirtConnection lib, Capabilities host);
}
