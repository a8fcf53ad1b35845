package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on errors and on typed parameters ({@code virterror.h}, {@code libvirt-common.h}). */
interface ErrorFunctions extends Library {

    int virInitialize();

    @Nullable
    Pointer virGetLastError();

    void virResetLastError();

    void virSetErrorFunc(@Nullable Pointer userData, @Nullable Pointer handler);

    void virTypedParamsFree(Pointer params, int nparams);
}
