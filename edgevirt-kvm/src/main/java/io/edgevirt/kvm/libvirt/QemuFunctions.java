package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** What only QEMU domains have ({@code libvirt-qemu.h}, a library of its own). */
interface QemuFunctions extends Library {

    @Nullable
    Pointer virDomainQemuAgentCommand(Pointer domain, String command, int timeout, int flags);
}
