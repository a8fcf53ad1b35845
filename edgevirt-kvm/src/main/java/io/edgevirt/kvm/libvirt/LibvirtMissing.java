package io.edgevirt.kvm.libvirt;

/** libvirt's client library cannot be used in this JVM; the message says what to install or change. */
public final class LibvirtMissing extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LibvirtMissing(String message, Throwable cause) {
        super(message, cause);
    }

    LibvirtMissing(String message) {
        super(message);
    }
}
