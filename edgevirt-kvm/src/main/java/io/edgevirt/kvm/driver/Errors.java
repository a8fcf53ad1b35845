package io.edgevirt.kvm.driver;

import static io.edgevirt.kvm.libvirt.LibvirtError.*;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AuthenticationException;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.kvm.libvirt.LibvirtClosed;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.LibvirtMissing;
import io.edgevirt.kvm.xml.XmlRefused;
import io.edgevirt.spi.Endpoint;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What libvirt's errors mean in EdgeVirt's terms. */
final class Errors {

    static final String BACKEND = "kvm";

    /** errno of errno.h on Linux. */
    private static final int EPERM = 1;

    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int ENOMEM = 12;
    private static final int EACCES = 13;
    private static final int ENOSPC = 28;
    private static final int ECONNREFUSED = 111;

    private Errors() {}

    /** Calls, and translates what is thrown. */
    static <T> T guard(Supplier<T> call) {
        try {
            return call.get();
        } catch (LibvirtError | LibvirtClosed | LibvirtMissing | XmlRefused | CancellationException e) {
            throw of(e);
        }
    }

    static void guard(Runnable call) {
        guard(() -> {
            call.run();
            return true;
        });
    }

    /** Translates an error of the I/O room or of reading; others stay as they are. */
    static RuntimeException of(RuntimeException error) {
        if (error instanceof LibvirtError e) {
            return e.connectionLost() ? lost(e) : of(e);
        }
        if (error instanceof LibvirtClosed) {
            return new ConnectionException(
                    failure(error).outcome(Outcome.UNKNOWN).retryable(true));
        }
        if (error instanceof LibvirtMissing) {
            return new ConnectionException(
                    failure(error).hint("install libvirt's client library on this machine: apt-get install libvirt0"));
        }
        if (error instanceof XmlRefused) {
            return new OperationFailedException(
                    failure(error, "libvirt's reply " + error.getMessage()).outcome(Outcome.UNKNOWN));
        }
        if (error instanceof CancellationException) {
            return new OperationCancelledException(failure(error).outcome(Outcome.UNKNOWN));
        }
        return error;
    }

    private static EdgeVirtException lost(LibvirtError e) {
        return new ConnectionException(failure(e)
                .outcome(Outcome.UNKNOWN)
                .retryable(true)
                .hint("libvirtd may have been restarted; the connection is made anew with the next call"));
    }

    /** While a connection is made, everything that is no login is a matter of reaching the daemon. */
    static EdgeVirtException opening(LibvirtError e, Endpoint endpoint) {
        Failure failure = failure(e).target(endpoint.toString()).operation("connect");
        if (TlsFolder.isTls(endpoint)) {
            Optional<String> hint = certificates(e);
            if (hint.isPresent()) {
                return new ConnectionException(failure.hint(hint.get()));
            }
        }
        if (e.is(AUTH_FAILED, AUTH_CANCELLED, AUTH_UNAVAILABLE)) {
            return new AuthenticationException(failure.hint("check username and password, or polkit's rules"));
        }
        if (e.is(SYSTEM_ERROR) && (e.errno() == EACCES || e.errno() == EPERM)) {
            return new PermissionDeniedException(failure.hint("the socket is not open to this user: add it to the group"
                    + " libvirt (usermod -aG libvirt $USER), or run as root"));
        }
        if (e.is(ACCESS_DENIED, OPERATION_DENIED)) {
            return new PermissionDeniedException(failure.hint("this user may not use libvirt"));
        }
        if (e.is(SYSTEM_ERROR) && (e.errno() == ENOENT || e.errno() == ECONNREFUSED)) {
            return new ConnectionException(failure.retryable(true)
                    .hint("libvirtd does not answer there: start it (systemctl start libvirtd), or install it"
                            + " (apt-get install libvirt-daemon-system), or check the URI"));
        }
        return new ConnectionException(
                failure.retryable(e.is(RPC, SYSTEM_ERROR)).hint("check the URI and the daemon"));
    }

    /**
     * What to do if TLS failed. libvirt reports a certificate that it does not accept with the code of a failed login, and
     * a file that it cannot read with the errno of a socket that is not there.
     */
    private static Optional<String> certificates(LibvirtError e) {
        if (e.is(SYSTEM_ERROR) && (e.errno() == ENOENT || e.errno() == EACCES || e.errno() == EPERM)) {
            return Optional.of(
                    "libvirt reads the authority's certificate, and the client's with its key, from the URI's"
                            + " pkipath, from ~/.pki/libvirt or from /etc/pki: put them there, readable for this user, or name"
                            + " the authority's with trust(Trust.certificates(file))");
        }
        if (e.is(SYSTEM_ERROR) && (e.errno() == EIO || said(e, "TLS confirmation"))) {
            return Optional.of("the daemon did not let this client in: it may want a client's certificate that its"
                    + " authority signed, clientcert.pem and clientkey.pem in the URI's pkipath, in ~/.pki/libvirt or in"
                    + " /etc/pki/libvirt");
        }
        if (e.is(GNUTLS_ERROR) || said(e, "certificate")) {
            return Optional.of("check the certificates: the daemon's must name the host as the URI does, and"
                    + " trust(Trust.certificates(file)) names the authority that signed it");
        }
        return Optional.empty();
    }

    private static EdgeVirtException of(LibvirtError e) {
        Failure failure = failure(e);
        return switch (e.code()) {
            case NO_DOMAIN, NO_NETWORK, NO_STORAGE_POOL, NO_STORAGE_VOL, NO_DOMAIN_SNAPSHOT, NO_NODE_DEVICE ->
                new NotFoundException(failure);
            case NO_INTERFACE, NO_SECRET, DEVICE_MISSING, NO_DOMAIN_METADATA -> new NotFoundException(failure);
            case DOM_EXIST, NETWORK_EXIST, STORAGE_VOL_EXIST -> new AlreadyExistsException(failure);
            case NO_SUPPORT, CONFIG_UNSUPPORTED, OPERATION_UNSUPPORTED, ARGUMENT_UNSUPPORTED, CPU_INCOMPATIBLE ->
                new UnsupportedFeatureException(failure);
            case OPERATION_INVALID -> busy(e, failure).orElseGet(() -> new InvalidStateException(failure));
            case XML_ERROR, XML_DETAIL, XML_INVALID_SCHEMA, INVALID_ARG, OVERFLOW, OS_TYPE ->
                new InvalidSpecException(failure);
            case AUTH_FAILED, AUTH_CANCELLED, AUTH_UNAVAILABLE -> new AuthenticationException(failure);
            case OPERATION_DENIED, ACCESS_DENIED -> new PermissionDeniedException(failure);
            case NO_MEMORY -> new InsufficientResourcesException(failure);
            case OPERATION_ABORTED -> new OperationCancelledException(failure);
            case AGENT_UNRESPONSIVE, AGENT_UNSYNCED ->
                new InvalidStateException(failure.hint("the guest needs the package"
                        + " qemu-guest-agent, running, and the channel org.qemu.guest_agent.0"));
            case MIGRATE_UNSAFE, SNAPSHOT_REVERT_RISKY, RESOURCE_BUSY, BLOCK_COPY_ACTIVE ->
                new ConflictException(failure);
            case NO_CONNECT, INVALID_CONN, UNKNOWN_HOST, RPC, GNUTLS_ERROR, SSH, LIBSSH ->
                new ConnectionException(failure.outcome(Outcome.UNKNOWN));
            case OPERATION_TIMEOUT -> timeout(e, failure);
            case SYSTEM_ERROR -> system(e, failure);
            default -> other(e, failure);
        };
    }

    /** A volume that libvirt reads or writes for another request, such as a copy whose caller is gone. */
    private static Optional<EdgeVirtException> busy(LibvirtError e, Failure failure) {
        return said(e, "is still being allocated") || said(e, "is still in use")
                ? Optional.of(new ConflictException(
                        failure.retryable(true).hint("libvirt still copies it: try again when that has ended")))
                : Optional.empty();
    }

    /** A domain's lock that could not be had in time: the request was refused before it acted. */
    private static EdgeVirtException timeout(LibvirtError e, Failure failure) {
        if (said(e, "state change lock")) {
            return new ConflictException(
                    failure.retryable(true).hint("another job holds the machine; try again later"));
        }
        return new OperationTimeoutException(failure.outcome(Outcome.UNKNOWN));
    }

    private static EdgeVirtException system(LibvirtError e, Failure failure) {
        return switch (e.errno()) {
            case EACCES, EPERM ->
                new PermissionDeniedException(failure.hint("libvirt's QEMU user (libvirt-qemu on Debian)"
                        + " must be able to reach the file and all folders above it"));
            case ENOSPC, ENOMEM -> new InsufficientResourcesException(failure);
            case ENOENT -> new NotFoundException(failure);
            default -> new OperationFailedException(failure);
        };
    }

    private static EdgeVirtException other(LibvirtError e, Failure failure) {
        if (said(e, "already exists") || said(e, "already in use by") || said(e, "is already defined")) {
            return new AlreadyExistsException(failure);
        }
        if (said(e, "QEMU agent command")) {
            return inside(e, failure);
        }
        if (said(e, "Cannot allocate memory") || said(e, "No space left on device")) {
            return new InsufficientResourcesException(failure);
        }
        if (said(e, "Permission denied")) {
            return new PermissionDeniedException(
                    failure.hint("libvirt's QEMU user (libvirt-qemu on Debian) must be able"
                            + " to reach the file and all folders above it"));
        }
        return new OperationFailedException(failure);
    }

    /** What the guest's own system says of its programs and files. */
    private static EdgeVirtException inside(LibvirtError e, Failure failure) {
        if (said(e, "No such file or directory") || said(e, "cannot find the file specified")) {
            return new NotFoundException(failure);
        }
        return said(e, "Permission denied")
                ? new PermissionDeniedException(failure)
                : new OperationFailedException(failure);
    }

    private static boolean said(LibvirtError e, String words) {
        return String.valueOf(e.getMessage()).contains(words);
    }

    private static Failure failure(LibvirtError e) {
        return failure(e, String.valueOf(e.getMessage())).nativeCode(Codes.name(e.code()));
    }

    private static Failure failure(RuntimeException e) {
        return failure(e, String.valueOf(e.getMessage()));
    }

    private static Failure failure(RuntimeException e, String message) {
        return Failure.of(message).backend(BACKEND).cause(e);
    }

    /** An error of the driver's own. */
    static <E extends EdgeVirtException> E because(Function<Failure, E> kind, String message, String hint) {
        Failure failure = Failure.of(message).backend(BACKEND);
        return kind.apply(hint.isEmpty() ? failure : failure.hint(hint));
    }
}
