package io.edgevirt.kvm.libvirt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Reads who a domain is from its handle, which asks no server. These functions run once per domain of a listing,
 * so they are bound directly, which costs a fraction of what JNA's interfaces do.
 */
final class DomainHandle {

    static {
        Native.register(DomainHandle.class, NativeLibrary.getInstance(Libvirt.LIBRARY));
    }

    private DomainHandle() {}

    static DomainName name(Pointer domain) {
        return name(Pointer.nativeValue(domain), new byte[16]);
    }

    /** The same with a buffer for the uuid at hand. */
    static DomainName name(long domain, byte[] uuid) {
        if (virDomainGetUUID(domain, uuid) < 0) {
            throw new IllegalStateException("libvirt gave no uuid for a handle of its own");
        }
        ByteBuffer buffer = ByteBuffer.wrap(uuid);
        return new DomainName(
                new UUID(buffer.getLong(), buffer.getLong()), NativeText.copy(new Pointer(virDomainGetName(domain))));
    }

    static void free(Pointer domain) {
        virDomainFree(Pointer.nativeValue(domain));
    }

    private static native long virDomainGetName(long domain);

    private static native int virDomainGetUUID(long domain, byte[] uuid);

    private static native int virDomainFree(long domain);
}
