package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** A native call that answers a pointer, NULL when it failed. */
@FunctionalInterface
interface NativeCall {

    @Nullable
    Pointer send();
}
