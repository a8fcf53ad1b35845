package io.edgevirt.kvm.xml;

/** XML that is not accepted: malformed, with a DTD or entities, or larger than anything that libvirt writes. */
public final class XmlRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    XmlRefused(String reason) {
        super(reason);
    }

    XmlRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
