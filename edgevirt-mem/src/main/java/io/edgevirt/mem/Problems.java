package io.edgevirt.mem;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AuthenticationException;
import io.edgevirt.ClosedException;
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
import io.edgevirt.Outcome;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Violation;
import io.edgevirt.spi.SessionExpiredException;
import java.util.List;

/** The errors of this system, each with the backend's name and a code of its own. */
final class Problems {

    private Problems() {}

    static Failure failure(String message, String code) {
        return Failure.of(message).backend(MemProvider.NAME).nativeCode(code);
    }

    static NotFoundException notFound(String kind, String id) {
        return new NotFoundException(failure("there is no " + kind + " '" + id + "'", "NO_SUCH_THING"));
    }

    static AlreadyExistsException taken(String kind, String name) {
        return new AlreadyExistsException(failure("there is a " + kind + " '" + name + "' already", "NAME_TAKEN")
                .hint("choose another name or use the one that is there"));
    }

    static InvalidStateException state(String message, String remedy) {
        return new InvalidStateException(failure(message, "WRONG_STATE").hint(remedy));
    }

    /** A guest that boots will answer soon: asking again makes sense. */
    static InvalidStateException noAgent(String name, boolean booting) {
        return new InvalidStateException(failure(
                        "no agent answers in the guest of '" + name + "'" + (booting ? ", which boots" : ""),
                        "NO_AGENT")
                .retryable(booting)
                .hint("wait until it has booted, and see that its agent runs"));
    }

    static ConflictException locked(String name, String by) {
        return new ConflictException(failure("'" + name + "' is locked by " + by, "LOCKED")
                .retryable(true)
                .hint("try again when that has ended"));
    }

    static InsufficientResourcesException resources(String message, String remedy) {
        return new InsufficientResourcesException(
                failure(message, "NO_RESOURCES").hint(remedy));
    }

    static UnsupportedFeatureException unsupported(String reason, String remedy) {
        return new UnsupportedFeatureException(failure(reason, "UNSUPPORTED").hint(remedy));
    }

    static InvalidSpecException invalid(String field, String value, String limit, String remedy) {
        return InvalidSpecException.of(List.of(new Violation(field, value, limit, remedy)));
    }

    static AuthenticationException wantsLogin() {
        return new AuthenticationException(failure("this system asks the guest itself for a login", "GUEST_LOGIN")
                .hint("give one by guest().as(user, secret)"));
    }

    static OperationFailedException failed(String message) {
        return new OperationFailedException(failure(message, "FAILED"));
    }

    static OperationCancelledException cancelled(String what) {
        return new OperationCancelledException(failure(what + " was cancelled", "CANCELLED"));
    }

    /** The connection is gone, before anything was sent. */
    static ConnectionException cut() {
        return new ConnectionException(failure("the connection is cut", "CUT").retryable(true));
    }

    /** No reply came: nobody knows whether the request was carried out. */
    static ConnectionException lost(String request, String why) {
        return new ConnectionException(
                failure("no reply to " + request + ": " + why, "NO_REPLY").outcome(Outcome.UNKNOWN));
    }

    static ConnectionException broken(String request, Exception cause) {
        return new ConnectionException(failure(request + " could not be sent", "BROKEN")
                .outcome(Outcome.UNKNOWN)
                .cause(cause));
    }

    static ClosedException closed() {
        return new ClosedException(
                failure("the connection was closed", "CLOSED").hint("connect again"));
    }

    static SessionExpiredException expired() {
        return new SessionExpiredException(failure("the session has expired", "EXPIRED"));
    }

    /** The error as a user would see it, with what the system adds to every error. */
    static EdgeVirtException ours(EdgeVirtException given, String request) {
        return given.with(given.failure().within(MemProvider.NAME, request, ""));
    }
}
