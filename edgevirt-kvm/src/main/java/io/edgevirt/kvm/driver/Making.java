package io.edgevirt.kvm.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.kvm.libvirt.LibvirtError;

/** What is known of who made a volume or a snapshot. It may be asked for more than once, after a lost reply. */
final class Making {

    private enum Maker {
        NOBODY,
        THIS_CHANGE,
        STRANGER,
        UNKNOWN
    }

    private volatile Maker maker = Maker.NOBODY;

    /** Sends the request that makes it. */
    void by(Runnable request) {
        boolean first = maker == Maker.NOBODY;
        maker = Maker.UNKNOWN;
        try {
            request.run();
            maker = Maker.THIS_CHANGE;
        } catch (LibvirtError e) {
            // An earlier request whose reply was lost may have made what is in the way of this one.
            maker = first && exists(e) ? Maker.STRANGER : Maker.UNKNOWN;
            throw e;
        }
    }

    private static boolean exists(LibvirtError e) {
        return !e.connectionLost() && Errors.of((RuntimeException) e) instanceof AlreadyExistsException;
    }

    boolean byThisChange() {
        return maker == Maker.THIS_CHANGE;
    }

    /** Whether libvirt refused to make it because there was one. */
    boolean byStranger() {
        return maker == Maker.STRANGER;
    }
}
