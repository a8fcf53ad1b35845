package io.edgevirt.vsphere.soap;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AuthenticationException;
import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.SessionExpiredException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What vSphere's faults mean in EdgeVirt's terms, of a request as of a task. A fault that is not named here is taken for
 * the nearest one above it in the schema.
 */
public final class Faults {

    /** The backend's name, which errors carry. */
    public static final String BACKEND = "vsphere";

    private static final Map<String, Function<Failure, EdgeVirtException>> KINDS = kinds();

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("InvalidLogin", "check username and password"),
            Map.entry("NoPermission", "the login lacks a privilege on that object: give it a role that has it"),
            Map.entry(
                    "RestrictedVersion",
                    "the licence of this host forbids changes through the API: the free ESXi can only" + " be read"),
            Map.entry("RestrictedByAdministrator", "an administrator forbade it on that object"),
            Map.entry("LicenseEdition", "the licence's edition does not have it"),
            Map.entry("NotEnoughLicenses", "add a licence, or remove hosts"),
            Map.entry("InaccessibleDatastore", "check that the host still reaches the datastore"),
            Map.entry("HostNotConnected", "bring the host back into the inventory: it does not answer vCenter"),
            Map.entry("HostNotReachable", "the host does not answer vCenter"),
            Map.entry("ToolsUnavailable", "install VMware Tools (open-vm-tools) in the guest, and wait until they run"),
            Map.entry(
                    "GuestOperationsUnavailable",
                    "install VMware Tools (open-vm-tools) in the guest, and wait until they" + " run"),
            Map.entry("InvalidGuestLogin", "give a login of the guest: guest().as(user, secret)"),
            Map.entry("FileLocked", "another machine or host holds the file"),
            Map.entry("TaskInProgress", "another task holds the object; try again later"),
            Map.entry("NoDiskSpace", "free space on the datastore, or use another"),
            Map.entry("DisallowedOperationOnFailoverHost", "the host is kept free for a failure of another"),
            Map.entry("QuestionPending", "answer the machine's question in the vSphere client"),
            Map.entry("MigrationFeatureNotSupported", "the host or the machine forbids vMotion"));

    private Faults() {}

    /**
     * A fault's exception, whose outcome is NOT_DONE.
     *
     * @param type the fault's type, such as {@code DuplicateName}; empty where the server gave none
     * @param message the server's words, which may be empty
     * @return the exception, with the type as native code
     */
    public static EdgeVirtException of(String type, String message) {
        return of(type, message, Map.of());
    }

    /**
     * A fault's exception, whose outcome is NOT_DONE.
     *
     * @param type the fault's type; empty where the server gave none
     * @param message the server's words, which may be empty
     * @param details simple fields of the fault, such as {@code invalidProperty} or {@code privilegeId}
     * @return the exception, with the type as native code
     */
    public static EdgeVirtException of(String type, String message, Map<String, String> details) {
        Failure failure = Failure.of(sentence(type, message, details)).backend(BACKEND);
        if (!type.isEmpty()) {
            failure = failure.nativeCode(type);
        }
        Optional<String> hint = nearest(type, HINTS);
        if (hint.isPresent()) {
            failure = failure.hint(hint.get());
        }
        return nearest(type, KINDS).orElse(OperationFailedException::new).apply(failure);
    }

    private static String sentence(String type, String message, Map<String, String> details) {
        StringBuilder text = new StringBuilder(message.isBlank() ? "vSphere refused with " + type : message.strip());
        for (String key : List.of("invalidProperty", "property", "privilegeId", "name", "file", "reason")) {
            String value = details.getOrDefault(key, "");
            if (!value.isEmpty() && text.indexOf(value) < 0) {
                text.append(" (").append(key).append(": ").append(value).append(')');
            }
        }
        return text.toString();
    }

    /** Of the type itself, or of the next one above it that the table has. */
    private static <T> Optional<T> nearest(String type, Map<String, T> table) {
        Optional<T> own = Optional.ofNullable(table.get(type));
        if (own.isPresent()) {
            return own;
        }
        Optional<Class<?>> known = NativeTypes.find(type);
        for (Class<?> c = known.orElse(Object.class); c != null && c != Object.class; c = c.getSuperclass()) {
            T found = table.get(c.getSimpleName());
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Function<Failure, EdgeVirtException>> kinds() {
        Map<String, Function<Failure, EdgeVirtException>> all = new HashMap<>();
        put(all, SessionExpiredException::new, "NotAuthenticated");
        put(
                all,
                AuthenticationException::new,
                "InvalidLogin",
                "InvalidGuestLogin",
                "NoClientCertificate",
                "SSPIChallenge",
                "InvalidTicket",
                "AuthenticationFailure",
                "PasswordExpired",
                "FailedAuthentication",
                "InvalidSecurity",
                "FailedCheck",
                "InvalidSecurityToken",
                "RequestFailed");
        put(
                all,
                PermissionDeniedException::new,
                "NoPermission",
                "RestrictedVersion",
                "RestrictedByAdministrator",
                "GuestPermissionDenied",
                "HostAccessRestrictedToManagementServer",
                "UserNotFound");
        put(
                all,
                NotFoundException::new,
                "ManagedObjectNotFound",
                "NotFound",
                "FileNotFound",
                "SnapshotNotFound",
                "ImageNotFound");
        put(
                all,
                AlreadyExistsException::new,
                "DuplicateName",
                "AlreadyExists",
                "FileAlreadyExists",
                "DuplicateDisks",
                "HostAlreadyConnected",
                "AlreadyBeingManaged",
                "AlreadyConnected");
        put(
                all,
                f -> new ConflictException(f.retryable(true)),
                "TaskInProgress",
                "ConcurrentAccess",
                "FileLocked",
                "OperationFallback",
                "VAppTaskInProgress");
        put(all, ConflictException::new, "ResourceInUse", "HostInventoryFull");
        put(
                all,
                InvalidStateException::new,
                "InvalidState",
                "InvalidPowerState",
                "ToolsUnavailable",
                "QuestionPending",
                "GuestOperationsUnavailable",
                "HostNotConnected",
                "SnapshotDisabled",
                "NotMaintenanceMode",
                "RequestCanceledByGuest",
                "OperationDisabledByGuest",
                "OperationNotSupportedByGuest");
        put(
                all,
                InsufficientResourcesException::new,
                "InsufficientResourcesFault",
                "NoDiskSpace",
                "NotEnoughCpus",
                "NotEnoughLicenses",
                "NumVirtualCpusExceedsLimit",
                "MemorySizeNotSupported",
                "InsufficientFailoverResourcesFault",
                "FileTooLarge",
                "NoCompatibleHost");
        put(
                all,
                UnsupportedFeatureException::new,
                "NotSupported",
                "NotImplemented",
                "MethodNotFound",
                "LicenseEdition",
                "MigrationFeatureNotSupported",
                "VirtualHardwareCompatibilityIssue",
                "InvalidRequest",
                "FeatureRequirementsNotMet");
        put(
                all,
                InvalidSpecException::new,
                "InvalidArgument",
                "InvalidName",
                "InvalidFolder",
                "InvalidVmConfig",
                "InvalidDatastorePath",
                "InvalidType",
                "InvalidProperty",
                "InvalidDeviceSpec",
                "UnrecognizedHost",
                "CustomizationFault",
                "MismatchedNetworkPolicies",
                "InvalidFormat");
        put(all, OperationCancelledException::new, "RequestCanceled");
        put(all, OperationTimeoutException::new, "Timedout");
        // it is a host that vCenter cannot reach, not vCenter that is lost
        put(all, f -> new OperationFailedException(f.retryable(true)), "HostCommunication", "HostNotReachable");
        return all;
    }

    private static void put(
            Map<String, Function<Failure, EdgeVirtException>> all,
            Function<Failure, EdgeVirtException> kind,
            String... types) {
        for (String type : types) {
            all.put(type, kind);
        }
    }
}
