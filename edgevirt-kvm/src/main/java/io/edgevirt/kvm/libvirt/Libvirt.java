package io.edgevirt.kvm.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * libvirt's client library, loaded when first needed and then kept for the life of the JVM. All areas share one
 * handle of the library; a function that the installed libvirt lacks is noticed when it is called, not before.
 */
final class Libvirt {

    static final String LIBRARY = Platform.isMac() ? "virt" : "libvirt.so.0";
    private static final String QEMU_LIBRARY = Platform.isMac() ? "virt-qemu" : "libvirt-qemu.so.0";
    private static final Map<String, Object> OPTIONS =
            Map.of(Library.OPTION_STRING_ENCODING, NativeText.UTF_8, Library.OPTION_TYPE_MAPPER, NativeText.mapper());

    final ErrorFunctions errors;
    final ConnectFunctions connect;
    final HostFunctions host;
    final DomainFunctions domain;
    final ChangeFunctions change;
    final GuestFunctions guest;
    final SnapshotFunctions snapshot;
    final StorageFunctions storage;
    final NetworkFunctions network;
    final StreamFunctions stream;
    final EventFunctions event;

    private Libvirt() {
        errors = load(ErrorFunctions.class);
        connect = load(ConnectFunctions.class);
        host = load(HostFunctions.class);
        domain = load(DomainFunctions.class);
        change = load(ChangeFunctions.class);
        guest = load(GuestFunctions.class);
        snapshot = load(SnapshotFunctions.class);
        storage = load(StorageFunctions.class);
        network = load(NetworkFunctions.class);
        stream = load(StreamFunctions.class);
        event = load(EventFunctions.class);
        silence();
        if (errors.virInitialize() < 0) {
            throw LibvirtError.last(errors, "virInitialize");
        }
        errors.virGetLastError(); // resolved now, so that nothing comes between a failed call and its error
    }

    /** The library; loads it at the first call. */
    static Libvirt loaded() {
        return Loaded.now();
    }

    /** libvirt-qemu, which passes commands to the guest agent. */
    static QemuFunctions qemu() {
        try {
            return Qemu.FUNCTIONS;
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new LibvirtMissing(
                    "libvirt-qemu.so.0 is not installed on this machine; on Debian and Ubuntu it"
                            + " comes with package libvirt0, on Fedora with libvirt-libs",
                    e);
        }
    }

    /**
     * Stops libvirt from printing errors to stderr. The handler is libvirt's own {@code virResetError}, which
     * does nothing when given NULL, and NULL is what it is given here: so that an error costs no call into Java,
     * and none can come while the JVM ends.
     */
    private void silence() {
        errors.virSetErrorFunc(null, harmless());
    }

    /** A native function that does nothing when its first argument is NULL or 0. */
    static Pointer harmless() {
        return NativeLibrary.getInstance(LIBRARY).getFunction("virResetError");
    }

    private static <T extends Library> T load(Class<T> area) {
        return Native.load(LIBRARY, area, OPTIONS);
    }

    /** The loader's second line says what is wrong with the library; the others list where it was looked for. */
    private static String missing(Throwable cause) {
        String why =
                String.valueOf(cause.getMessage()).lines().skip(1).findFirst().orElse("");
        return "libvirt's client library (" + LIBRARY + ") cannot be loaded on this machine"
                + (why.isEmpty() ? "" : " (" + why + ")")
                + ": install package libvirt0 on Debian and Ubuntu, libvirt-libs on Fedora; its folder can also be"
                + " named with -Djna.library.path";
    }

    /** Holds the library, or why there is none: a failed load is not tried twice. */
    private static final class Loaded {

        private static final @Nullable Libvirt LIBVIRT;
        private static final String WHY_NOT;

        static {
            Libvirt libvirt = null;
            String whyNot = "";
            try {
                whyNot = unfit();
                libvirt = whyNot.isEmpty() ? new Libvirt() : null;
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                whyNot = missing(e);
            }
            LIBVIRT = libvirt;
            WHY_NOT = whyNot;
        }

        static Libvirt now() {
            if (LIBVIRT == null) {
                throw new LibvirtMissing(WHY_NOT);
            }
            return LIBVIRT;
        }
    }

    /** Why this machine's C cannot be spoken to; empty if it can. */
    private static String unfit() {
        return Native.POINTER_SIZE == 8 && Native.LONG_SIZE == 8
                ? ""
                : "only 64-bit Linux is supported: pointers have " + Native.POINTER_SIZE + " bytes here, and C's long "
                        + Native.LONG_SIZE;
    }

    private static final class Qemu {
        private static final QemuFunctions FUNCTIONS = Native.load(QEMU_LIBRARY, QemuFunctions.class, OPTIONS);
    }
}
