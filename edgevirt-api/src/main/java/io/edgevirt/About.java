package io.edgevirt;

import io.edgevirt.engine.Line;
import java.net.URI;
import java.util.Optional;

/**
 * What a connection is to.
 *
 * @param backend the backend's name, such as {@code kvm}
 * @param product the product, such as {@code QEMU/KVM} or {@code VMware vCenter Server}
 * @param version its version as it gives it
 * @param edition its edition or deployment, where it tells
 * @param type whether it runs on bare metal or on an operating system
 * @param licence how it is licensed
 * @param nativeApi the API below, such as {@code libvirt 9.0.0}
 * @param windowsSupport how well it runs Windows guests
 * @param bestFor what it is best for, after the guide's hypervisor comparison
 * @param managementPage the address of its management page, where it has one
 */
public record About(
        String backend,
        String product,
        String version,
        Optional<String> edition,
        Type type,
        String licence,
        String nativeApi,
        WindowsSupport windowsSupport,
        String bestFor,
        Optional<URI> managementPage) {

    /** The two types of hypervisors after Popek and Goldberg. */
    public enum Type {
        /** Runs on the hardware. */
        TYPE_1,
        /** Runs on an operating system. */
        TYPE_2
    }

    /** How well Windows guests run, after the guide's hypervisor comparison. */
    public enum WindowsSupport {
        /** It is Windows' own hypervisor. */
        NATIVE,
        /** Excellent. */
        EXCELLENT,
        /** Good. */
        GOOD
    }

    @Override
    public String toString() {
        return Line.one(product + " " + version + edition.map(e -> " " + e).orElse("") + ", " + nativeApi + ", "
                + (type == Type.TYPE_1 ? "type 1" : "type 2") + ", " + licence
                + managementPage.map(p -> ", " + p).orElse(""));
    }
}
