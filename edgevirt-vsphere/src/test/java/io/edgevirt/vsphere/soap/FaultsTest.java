package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AuthenticationException;
import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.SessionExpiredException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A fault of vSphere")
class FaultsTest {

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("NotAuthenticated", SessionExpiredException.class),
                Arguments.of("InvalidLogin", AuthenticationException.class),
                Arguments.of("NoPermission", PermissionDeniedException.class),
                Arguments.of("ManagedObjectNotFound", NotFoundException.class),
                Arguments.of("FileNotFound", NotFoundException.class),
                Arguments.of("DuplicateName", AlreadyExistsException.class),
                Arguments.of("FileAlreadyExists", AlreadyExistsException.class),
                Arguments.of("TaskInProgress", ConflictException.class),
                Arguments.of("InvalidPowerState", InvalidStateException.class),
                Arguments.of("VmToolsUpgradeFault", OperationFailedException.class),
                Arguments.of("NoDiskSpace", InsufficientResourcesException.class),
                Arguments.of("InsufficientMemoryResourcesFault", InsufficientResourcesException.class),
                Arguments.of("NotSupported", UnsupportedFeatureException.class),
                Arguments.of("InvalidDeviceSpec", InvalidSpecException.class),
                Arguments.of("LinuxVolumeNotClean", InvalidSpecException.class),
                Arguments.of("", OperationFailedException.class),
                Arguments.of("NewFaultOfTomorrow", OperationFailedException.class));
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @MethodSource("kinds")
    @DisplayName("is the exception that fits it, or the nearest one above it in the schema")
    void kind(String type, Class<? extends EdgeVirtException> wanted) {
        EdgeVirtException e = Faults.of(type, "words");
        assertEquals(wanted, e.getClass());
        assertEquals(type.isEmpty() ? Optional.empty() : Optional.of(type), e.nativeCode());
        assertEquals(Outcome.NOT_DONE, e.outcome());
    }

    @Test
    @DisplayName("may be tried again where something else is only at work on the object")
    void retryable() {
        assertTrue(Faults.of("TaskInProgress", "busy").retryable());
        assertTrue(Faults.of("FileLocked", "locked").retryable());
        assertEquals(false, Faults.of("DuplicateName", "there").retryable());
    }

    @Test
    @DisplayName("tells which argument or privilege it is about")
    void details() {
        EdgeVirtException e = Faults.of("NoPermission", "Permission denied", Map.of("privilegeId", "VM.Create"));
        assertTrue(String.valueOf(e.getMessage()).contains("VM.Create"), e.getMessage());
        assertTrue(e.hint().isPresent());
    }

    @Test
    @DisplayName("without words is told by its type")
    void silent() {
        EdgeVirtException e = assertInstanceOf(NotFoundException.class, Faults.of("NotFound", " "));
        assertTrue(String.valueOf(e.getMessage()).contains("NotFound"), e.getMessage());
    }
}
