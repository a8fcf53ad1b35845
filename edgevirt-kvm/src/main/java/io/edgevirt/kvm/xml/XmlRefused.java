package io.edgevirt.kvm.xml;

/** XML that is not accepted: malformed, with a DTD or entities, larger than anything of libvirt's, or without sense. */
public final class XmlRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses a document.
     *
     * @param reason what is wrong with it, as the end of a sentence about it
     */
    public XmlRefused(String reason) {
        super(reason);
    }

    XmlRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
