package io.edgevirt.kvm.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt's functions on streams ({@code libvirt-stream.h}). */
interface StreamFunctions extends Library {

    @Nullable
    Pointer virStreamNew(Pointer conn, int flags);

    int virStreamSend(Pointer stream, Pointer data, long length);

    int virStreamRecv(Pointer stream, Pointer data, long length);

    int virStreamFinish(Pointer stream);

    int virStreamAbort(Pointer stream);

    int virStreamFree(Pointer stream);

    int virStreamEventAddCallback(Pointer stream, int events, Callback cb, Pointer opaque, @Nullable Pointer free);

    int virStreamEventUpdateCallback(Pointer stream, int events);

    int virStreamEventRemoveCallback(Pointer stream);

    /** Told when a stream can be read or written: {@code void cb(virStreamPtr, int events, void *)}. */
    interface StreamCallback extends Callback {
        void ready(Pointer stream, int events, Pointer opaque);
    }
}
