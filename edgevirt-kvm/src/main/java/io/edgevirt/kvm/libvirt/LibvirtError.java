package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * An error as libvirt reported it. The constants are values of {@code virErrorNumber} in libvirt's
 * {@code virterror.h}; a code that is not among them is kept as it came.
 */
public final class LibvirtError extends RuntimeException {

    /** Success; as a code of an error: libvirt failed a call without saying why. */
    public static final int OK = 0;
    /** Something inside libvirt or the hypervisor failed. */
    public static final int INTERNAL_ERROR = 1;
    /** Out of memory, in the client or in the daemon. */
    public static final int NO_MEMORY = 2;
    /** The driver has no such function. */
    public static final int NO_SUPPORT = 3;
    /** A host name could not be resolved. */
    public static final int UNKNOWN_HOST = 4;
    /** No driver took the connection. */
    public static final int NO_CONNECT = 5;
    /** The connection is no longer one. */
    public static final int INVALID_CONN = 6;
    /** An argument is out of range or of the wrong form. */
    public static final int INVALID_ARG = 8;
    /** A command to the hypervisor failed; also: an object of that name or uuid exists. */
    public static final int OPERATION_FAILED = 9;
    /** The operating system type is unknown to the hypervisor. */
    public static final int OS_TYPE = 16;
    /** An XML document is malformed or lacks something. */
    public static final int XML_ERROR = 27;
    /** The domain exists. */
    public static final int DOM_EXIST = 28;
    /** Forbidden on a read-only connection. */
    public static final int OPERATION_DENIED = 29;
    /** Details of an XML parsing error. */
    public static final int XML_DETAIL = 35;
    /** The network exists. */
    public static final int NETWORK_EXIST = 37;
    /** A system call failed; {@link #errno()} says how. */
    public static final int SYSTEM_ERROR = 38;
    /** The remote procedure call failed, mostly because the connection broke. */
    public static final int RPC = 39;
    /** TLS failed. */
    public static final int GNUTLS_ERROR = 40;
    /** No such domain. */
    public static final int NO_DOMAIN = 42;
    /** No such network. */
    public static final int NO_NETWORK = 43;
    /** Login failed. */
    public static final int AUTH_FAILED = 45;
    /** No such storage pool. */
    public static final int NO_STORAGE_POOL = 49;
    /** No such storage volume. */
    public static final int NO_STORAGE_VOL = 50;
    /** No such node device. */
    public static final int NO_NODE_DEVICE = 53;
    /** Not possible in the object's present state. */
    public static final int OPERATION_INVALID = 55;
    /** No such host interface, or no driver for them. */
    public static final int NO_INTERFACE = 57;
    /** No such network filter. */
    public static final int NO_NWFILTER = 62;
    /** No such secret. */
    public static final int NO_SECRET = 66;
    /** The definition asks for what this hypervisor cannot do. */
    public static final int CONFIG_UNSUPPORTED = 67;
    /** The operation timed out inside libvirt. */
    public static final int OPERATION_TIMEOUT = 68;
    /** The migration worked, making the domain persistent did not. */
    public static final int MIGRATE_PERSIST_FAILED = 69;
    /** A hook script on the host failed. */
    public static final int HOOK_SCRIPT_FAILED = 70;
    /** The snapshot is not usable as given. */
    public static final int INVALID_DOMAIN_SNAPSHOT = 71;
    /** No such snapshot. */
    public static final int NO_DOMAIN_SNAPSHOT = 72;
    /** An argument is valid but this driver does not take it. */
    public static final int ARGUMENT_UNSUPPORTED = 74;
    /** The storage pool was built already. */
    public static final int STORAGE_POOL_BUILT = 76;
    /** Reverting would be risky and was not forced. */
    public static final int SNAPSHOT_REVERT_RISKY = 77;
    /** The operation was cancelled, by whoever. */
    public static final int OPERATION_ABORTED = 78;
    /** The login was given up. */
    public static final int AUTH_CANCELLED = 79;
    /** No metadata under that key. */
    public static final int NO_DOMAIN_METADATA = 80;
    /** The migration is not safe, for instance with a host-side disk cache. */
    public static final int MIGRATE_UNSAFE = 81;
    /** A number overflowed. */
    public static final int OVERFLOW = 82;
    /** A block copy job is in the way. */
    public static final int BLOCK_COPY_ACTIVE = 83;
    /** The driver knows the function, but not for this object or state. */
    public static final int OPERATION_UNSUPPORTED = 84;
    /** The ssh transport failed. */
    public static final int SSH = 85;
    /** The guest agent is not there or does not answer. */
    public static final int AGENT_UNRESPONSIVE = 86;
    /** Someone else uses the resource. */
    public static final int RESOURCE_BUSY = 87;
    /** Access control refused. */
    public static final int ACCESS_DENIED = 88;
    /** The storage volume exists. */
    public static final int STORAGE_VOL_EXIST = 90;
    /** The CPU model does not fit the host. */
    public static final int CPU_INCOMPATIBLE = 91;
    /** The XML does not match libvirt's schema. */
    public static final int XML_INVALID_SCHEMA = 92;
    /** No way to log in is available. */
    public static final int AUTH_UNAVAILABLE = 94;
    /** The guest agent answered out of step; asking again may help. */
    public static final int AGENT_UNSYNCED = 97;
    /** The libssh transport failed. */
    public static final int LIBSSH = 98;
    /** No such device in the domain. */
    public static final int DEVICE_MISSING = 99;
    /** The guest has no host name yet. */
    public static final int NO_HOSTNAME = 108;
    /** Several domains fit. */
    public static final int MULTIPLE_DOMAINS = 110;

    private static final long serialVersionUID = 1L;

    /** libvirt's name of the function that failed. */
    private final String request;

    /** A virErrorNumber. */
    private final int code;

    /** A virErrorDomain. */
    private final int domain;

    /** A virErrorLevel. */
    private final int level;

    /** The errno of a system error, else 0. */
    private final int errno;

    /** Whether the connection was found dead. */
    private final boolean lost;

    private LibvirtError(String request, int code, int domain, int level, int errno, String message, boolean lost) {
        super(message);
        this.request = request;
        this.code = code;
        this.domain = domain;
        this.level = level;
        this.errno = errno;
        this.lost = lost;
    }

    /** An error that this room states itself, in libvirt's terms. */
    static LibvirtError of(String request, int code, String message) {
        return new LibvirtError(request, code, 0, 2, 0, message, false);
    }

    /**
     * Takes the calling thread's error. libvirt keeps errors per thread and clears them when a call starts, so
     * the thread that made the failed call asks right after it. The connection's own last error is not consulted:
     * it may be another thread's.
     */
    static LibvirtError last(ErrorFunctions errors, String request) {
        Pointer error = errors.virGetLastError();
        if (error == null || error.getInt(0) == OK) {
            return of(request, OK, request + " failed, and libvirt gave no reason");
        }
        LibvirtError e = read(request, error);
        errors.virResetLastError();
        return e;
    }

    /** Reads a {@code struct _virError}: int code, int domain, char *message, level, six pointers, int1 at 64. */
    private static LibvirtError read(String request, Pointer error) {
        int code = error.getInt(0);
        String message = text(error.getPointer(8));
        int errno = code == SYSTEM_ERROR ? error.getInt(64) : 0;
        return new LibvirtError(
                request,
                code,
                error.getInt(4),
                error.getInt(16),
                errno,
                message.isEmpty() ? request + " failed with libvirt error " + code : message,
                false);
    }

    private static String text(@Nullable Pointer message) {
        return message == null ? "" : message.getString(0, NativeText.UTF_8);
    }

    /**
     * The function that failed.
     *
     * @return libvirt's name of it
     */
    public String request() {
        return request;
    }

    /**
     * What went wrong.
     *
     * @return a {@code virErrorNumber}, mostly one of the constants here
     */
    public int code() {
        return code;
    }

    /**
     * Which part of libvirt raised it.
     *
     * @return a {@code virErrorDomain}
     */
    public int domain() {
        return domain;
    }

    /**
     * How bad it is.
     *
     * @return a {@code virErrorLevel}: 1 a warning, 2 an error
     */
    public int level() {
        return level;
    }

    /**
     * The operating system's error number.
     *
     * @return the {@code errno} of a {@link #SYSTEM_ERROR}, 0 with every other code
     */
    public int errno() {
        return errno;
    }

    /**
     * Whether the code is one of those given.
     *
     * @param codes what to look for
     * @return true if it is among them
     */
    public boolean is(int... codes) {
        for (int c : codes) {
            if (c == code) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the connection was found dead when the call failed, so that every further call on it fails too.
     *
     * @return true if libvirt said so; false for errors of opening a connection
     */
    public boolean connectionLost() {
        return lost;
    }

    /** The same error, seen on a connection that is dead. */
    LibvirtError onDeadConnection() {
        LibvirtError e = new LibvirtError(request, code, domain, level, errno, String.valueOf(getMessage()), true);
        e.setStackTrace(getStackTrace());
        return e;
    }

    @Override
    public String toString() {
        return "LibvirtError[" + request + ", code " + code + ": " + getMessage() + "]";
    }
}
