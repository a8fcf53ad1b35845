package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In JShell")
class JShellNamesTest {

    /** What JShell imports by default on JDK 17, and java.lang. */
    private static final List<String> IMPORTED = List.of(
            "java.lang",
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.prefs",
            "java.util.regex",
            "java.util.stream");

    private static final List<Path> OURS = List.of(Path.of("io/edgevirt"), Path.of("io/edgevirt/hardware"));

    @Test
    @DisplayName("no type of ours has the name of one that JShell imports by default")
    void clashes() {
        List<String> clashes =
                types().flatMap(JShellNamesTest::sameNamed).map(Class::getName).toList();

        assertEquals(List.of(), clashes);
    }

    /** Simple names of the types that {@code import io.edgevirt.*} and {@code import io.edgevirt.hardware.*} bring. */
    private static Stream<String> types() {
        Path root = Repository.ROOT.resolve("edgevirt-api/src/main/java");
        return Repository.publishedSources().stream()
                .filter(file -> file.startsWith(root))
                .filter(file ->
                        OURS.stream().anyMatch(ours -> root.resolve(ours).equals(file.getParent())))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.endsWith("-info"));
    }

    private static Stream<Class<?>> sameNamed(String name) {
        return IMPORTED.stream().flatMap(folder -> load(folder + "." + name));
    }

    private static Stream<Class<?>> load(String name) {
        try {
            return Stream.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException free) {
            return Stream.of();
        }
    }
}
