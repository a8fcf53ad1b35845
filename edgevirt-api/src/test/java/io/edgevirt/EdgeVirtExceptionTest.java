package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An exception of EdgeVirt")
class EdgeVirtExceptionTest {

    private static final Failure FAILURE = Failure.of("the disk is full")
            .backend("kvm")
            .operation("create")
            .target("edge-01")
            .nativeCode("28")
            .retryable(true)
            .hint("make room")
            .outcome(Outcome.UNKNOWN)
            .addLeftovers(List.of("a.qcow2"))
            .lastSeen("OFF")
            .candidates(List.of(new Candidate("vm-1", "/a/web")))
            .violations(List.of(new Violation("cpus", "0", "1 or more", "give one")))
            .cause(new IllegalStateException("below"));

    /** Every class of the API below {@link EdgeVirtException}, and itself. */
    static Stream<Class<?>> kinds() {
        try {
            Path root = Path.of(EdgeVirtException.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> kinds = new ArrayList<>();
                for (Path file : files.filter(f -> f.toString().endsWith("Exception.class"))
                        .sorted()
                        .toList()) {
                    String name = root.relativize(file).toString().replace(File.separatorChar, '.');
                    Class<?> found = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (EdgeVirtException.class.isAssignableFrom(found)) {
                        kinds.add(found);
                    }
                }
                return kinds.stream();
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static EdgeVirtException made(Class<?> kind) throws ReflectiveOperationException {
        return (EdgeVirtException) kind.getConstructor(Failure.class).newInstance(FAILURE);
    }

    @Nested
    @DisplayName("of any kind")
    class AnyKind {

        static Stream<Class<?>> kinds() {
            return EdgeVirtExceptionTest.kinds();
        }

        @ParameterizedTest
        @MethodSource("kinds")
        @DisplayName("tells all of its failure")
        void tells(Class<?> kind) throws ReflectiveOperationException {
            EdgeVirtException e = made(kind);

            assertEquals(FAILURE.toString(), e.getMessage());
            assertEquals(FAILURE.cause().orElseThrow(), e.getCause());
            assertEquals(FAILURE.backend(), e.backend());
            assertEquals(FAILURE.operation(), e.operation());
            assertEquals(FAILURE.target(), e.target());
            assertEquals(FAILURE.nativeCode(), e.nativeCode());
            assertEquals(FAILURE.retryable(), e.retryable());
            assertEquals(FAILURE.hint(), e.hint());
            assertEquals(FAILURE.outcome(), e.outcome());
            assertEquals(FAILURE.leftovers(), e.leftovers());
        }

        @ParameterizedTest
        @MethodSource("kinds")
        @DisplayName("stays of its kind with another failure")
        void with(Class<?> kind) throws ReflectiveOperationException {
            EdgeVirtException e = made(kind);
            Failure other = FAILURE.target("edge-02");

            assertSame(kind, e.with(other).getClass());
            assertSame(other, e.with(other).failure());
            assertNotSame(e, e.with(other));
        }

        @ParameterizedTest
        @MethodSource("kinds")
        @DisplayName("still tells its message and answers every question after it was sent to another JVM")
        void serialized(Class<?> kind) throws Exception {
            EdgeVirtException sent = made(kind);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(sent);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                EdgeVirtException received = (EdgeVirtException) in.readObject();

                assertSame(kind, received.getClass());
                assertEquals(sent.getMessage(), received.getMessage());
                assertEquals(sent.getMessage(), received.failure().message());
                assertEquals("below", received.getCause().getMessage());
                assertEquals(sent.getStackTrace()[0], received.getStackTrace()[0]);
            }
        }
    }

    @Test
    @DisplayName("is one of the kinds that are promised, or below one")
    void promised() {
        Set<String> names = kinds().map(Class::getSimpleName).collect(Collectors.toSet());

        assertTrue(
                names.containsAll(Set.of(
                        "EdgeVirtException",
                        "NotFoundException",
                        "AlreadyExistsException",
                        "AmbiguousNameException",
                        "InvalidStateException",
                        "InvalidSpecException",
                        "ConflictException",
                        "AuthenticationException",
                        "PermissionDeniedException",
                        "ConnectionException",
                        "ClosedException",
                        "OperationTimeoutException",
                        "OperationFailedException",
                        "OperationCancelledException",
                        "InsufficientResourcesException",
                        "UnsupportedFeatureException")),
                names::toString);
    }

    @Test
    @DisplayName("tells candidates, violations and what was last seen where it is of that kind")
    void extras() {
        assertEquals(FAILURE.candidates(), new AmbiguousNameException(FAILURE).candidates());
        assertEquals(FAILURE.violations(), new InvalidSpecException(FAILURE).violations());
        assertEquals(FAILURE.lastSeen(), new OperationTimeoutException(FAILURE).lastSeen());
    }

    @Test
    @DisplayName("counts the violations where there are several")
    void counts() {
        Violation one = new Violation("cpus", "0", "1 or more", "give one");

        assertTrue(InvalidSpecException.of(List.of(one)).getMessage().startsWith("not valid; cpus"));
        assertTrue(InvalidSpecException.of(List.of(one, one)).getMessage().startsWith("2 values are not valid; cpus"));
    }
}
