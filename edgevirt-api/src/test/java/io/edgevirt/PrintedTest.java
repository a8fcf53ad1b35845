package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.edgevirt.hardware.HardwareReport;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Landed;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Printed for people,")
class PrintedTest {

    private static final String CLEAR = "correct-horse";
    /** What prints as a table. */
    private static final Set<Class<?>> TABLES = Set.of(Plan.class, Findings.class, HardwareReport.class);

    private static final Map<Class<?>, Object> SAMPLES = samples();

    private static Map<Class<?>, Object> samples() {
        Map<Class<?>, Object> samples = new HashMap<>();
        samples.put(int.class, 1);
        samples.put(Integer.class, 1);
        samples.put(long.class, 1L);
        samples.put(Long.class, 1L);
        samples.put(Double.class, 0.5);
        samples.put(boolean.class, true);
        samples.put(Boolean.class, false);
        samples.put(String.class, "text\nof two lines");
        samples.put(Duration.class, Duration.ofMillis(60));
        samples.put(Instant.class, Instant.EPOCH);
        samples.put(URI.class, URI.create("vnc://host:5900"));
        samples.put(UUID.class, new UUID(1, 2));
        samples.put(Path.class, Path.of("file"));
        samples.put(InetAddress.class, InetAddress.getLoopbackAddress());
        samples.put(Secret.class, Secret.of(CLEAR.toCharArray()));
        samples.put(Trust.class, Trust.system());
        samples.put(Trust.PinnedSha256.class, new Trust.PinnedSha256("00"));
        samples.put(OptionalInt.class, OptionalInt.of(1));
        samples.put(Throwable.class, new IllegalStateException("why"));
        samples.put(EdgeVirtException.class, new NotFoundException(Failure.of("gone")));
        samples.put(Size.class, Size.gib(1));
        samples.put(Landed.class, Landed.running("UPID:1"));
        // What is sent or kept for reading exactly as it is, whatever it holds.
        samples.put(Failure.class, Failure.of("why"));
        samples.put(FileSource.Remote.class, new FileSource.Remote("/isos/a.iso"));
        samples.put(FileSource.class, new FileSource.Remote("/isos/a.iso"));
        samples.put(Object.class, "anything");
        return samples;
    }

    static List<Class<?>> records() throws IOException, URISyntaxException {
        Path classes = Path.of(EdgeVirt.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (name.endsWith(".class") && name.startsWith("io.edgevirt.") && !name.contains(".engine.")) {
                    found.add(type(name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        found.removeIf(c -> !c.isRecord() || !visible(c));
        return found;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, PrintedTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean visible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || visible(type.getDeclaringClass()));
    }

    @Test
    @DisplayName("all records of the API are found")
    void found() throws IOException, URISyntaxException {
        assertTrue(records().containsAll(List.of(VMStats.class, Migrated.class, Hardware.Cpu.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    @DisplayName("a record is one line that tells what is known, never an Optional, never a secret")
    void oneLine(Class<?> type) {
        for (boolean known : List.of(true, false)) {
            String text = made(type, known).toString();

            assertFalse(text.contains("Optional"), text);
            assertFalse(text.contains(CLEAR), text);
            assertFalse(text.isBlank(), type::getName);
            assertTrue(TABLES.contains(type) || text.lines().count() == 1, text);
        }
    }

    private static Object made(Class<?> type, boolean known) {
        if (SAMPLES.containsKey(type)) {
            return SAMPLES.get(type);
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(c -> sample(c.getGenericType(), known))
                .toArray();
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private static Object sample(Type type, boolean known) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return known ? Optional.of(sample(of[0], true)) : Optional.empty();
            }
            if (generic.getRawType() == List.class) {
                return known ? List.of(sample(of[0], true)) : List.of();
            }
            if (generic.getRawType() == Map.class) {
                return known ? Map.of(sample(of[0], true), sample(of[1], true)) : Map.of();
            }
            return mock((Class<?>) generic.getRawType());
        }
        if (!(type instanceof Class<?> plain)) {
            return "anything"; // a type variable
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return SAMPLES.containsKey(plain) || plain.isRecord() ? made(plain, known) : mock(plain);
    }

    @Test
    @DisplayName("figures carry their units, and what is not known is left out")
    void units() {
        VMStats stats = new VMStats(
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(0.125),
                Optional.of(Size.mib(1536)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);

        assertEquals(
                "VMStats cpu time 1 min 30 s, cpu load 12.5 %, memory used 1.5 GiB, read at 1970-01-01T00:00:00Z",
                stats.toString());
    }

    @Test
    @DisplayName("a display's ticket is masked")
    void masked() {
        RemoteDisplay display = new RemoteDisplay(
                RemoteDisplay.Kind.VNC,
                URI.create("vnc://host:5900"),
                Optional.of(Secret.of(CLEAR.toCharArray())),
                Optional.empty());

        assertEquals("RemoteDisplay VNC, uri vnc://host:5900, ticket ***", display.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.06S,0.06 s",
        "PT0S,0 s",
        "PT20S,20 s",
        "PT1M,1 min",
        "PT1M30S,1 min 30 s",
        "PT2H5M,2 h 5 min",
        "PT26H,1 d 2 h",
        "PT-1S,-1 s"
    })
    @DisplayName("a duration is written in seconds, minutes, hours and days")
    void durations(Duration time, String text) {
        VM vm = mock(VM.class);
        org.mockito.Mockito.when(vm.toString()).thenReturn("edge-01");

        assertEquals("edge-01, stood still for " + text, new Migrated(vm, Optional.of(time)).toString());
        assertEquals("edge-01", new Migrated(vm, Optional.empty()).toString());
    }
}
