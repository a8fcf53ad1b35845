package io.edgevirt.kvm.libvirt;

/** A call on a {@link LibvirtConnection} that was closed, or is closing. Nothing was sent. */
public final class LibvirtClosed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LibvirtClosed(String message) {
        super(message);
    }
}
