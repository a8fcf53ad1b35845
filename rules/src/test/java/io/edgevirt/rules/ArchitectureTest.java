package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The modules")
class ArchitectureTest {

    @Nested
    @DisplayName("see only what they may")
    class Borders {

        @Test
        @DisplayName("edgevirt-api: the JDK, slf4j-api and jspecify")
        void api() {
            JavaClasses api = classesOf("edgevirt-api");

            Rules.needsOnly(names(api), "org.slf4j", "org.slf4j.event", "org.jspecify.annotations")
                    .check(api);
        }

        @Test
        @DisplayName("edgevirt-mem: the API besides, and no test framework")
        void mem() {
            JavaClasses mem = classesOf("edgevirt-mem");

            Rules.needsOnly(names(mem), "io.edgevirt..", "org.slf4j..", "org.jspecify.annotations")
                    .check(mem);
        }

        @Test
        @DisplayName("edgevirt-http: the API and OkHttp, and no backend")
        void http() {
            JavaClasses http = classesOf("edgevirt-http");

            Rules.needsOnly(
                            names(http),
                            "io.edgevirt",
                            "io.edgevirt.spi",
                            "okhttp3..",
                            "okio..",
                            "kotlin..",
                            "org.jspecify.annotations")
                    .check(http);
        }

        @Test
        @DisplayName("edgevirt-testkit: the API and JUnit, and no backend")
        void testkit() {
            JavaClasses kit = classesOf("edgevirt-testkit");
            String[] allowed = Stream.of(
                            "io.edgevirt",
                            "io.edgevirt.hardware",
                            "io.edgevirt.spi",
                            "org.junit.jupiter..",
                            "org.junit.platform.commons..",
                            "org.opentest4j..",
                            "org.apiguardian..",
                            "org.slf4j..",
                            "org.jspecify.annotations")
                    .toArray(String[]::new);

            Rules.needsOnly(names(kit), allowed).check(kit);
        }

        @ParameterizedTest(name = "{0}: no other backend")
        @MethodSource("io.edgevirt.rules.Repository#backends")
        void backends(String backend) {
            Rules.knowsNoOther(backend, Repository.backends()).check(classesOf("edgevirt-" + backend));
        }

        @ParameterizedTest(name = "{0} keeps to its own package")
        @MethodSource("io.edgevirt.rules.Repository#backends")
        void packages(String backend) {
            Rules.staysInPackage("io.edgevirt." + backend + "..").check(classesOf("edgevirt-" + backend));
        }

        @Test
        @DisplayName("nobody but the API module: the engine")
        void engine() {
            Stream<String> outside = Repository.published().stream().filter(name -> !name.equals("edgevirt-api"));

            Rules.leavesAlone("io.edgevirt.engine..")
                    .check(importOf(Stream.concat(outside, Stream.of("samples", "benchmarks"))
                            .map(Repository::classes)));
        }
    }

    @Nested
    @DisplayName("speak one language")
    class Language {

        @ParameterizedTest(name = "{0}: names say what a type is")
        @MethodSource("io.edgevirt.rules.Repository#published")
        void names(String module) {
            Rules.hasNamesThatSaySomething().check(classesOf(module));
        }

        @ParameterizedTest(name = "{0}: no public method begins with get or set")
        @MethodSource("io.edgevirt.rules.Repository#published")
        void accessors(String module) {
            Rules.hasNoAccessorPrefixes().check(classesOf(module));
        }

        @ParameterizedTest(name = "{0}: no method that users call takes an Optional")
        @MethodSource("io.edgevirt.rules.Repository#published")
        void optionals(String module) {
            Rules.takesNoOptional().check(classesOf(module));
        }
    }

    private static Set<String> names(JavaClasses classes) {
        return classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
    }

    private static JavaClasses classesOf(String module) {
        Path compiled = Repository.classes(module);
        assertTrue(Files.isDirectory(compiled), () -> "compile " + module + " first: no " + compiled);
        return importOf(Stream.of(compiled));
    }

    private static JavaClasses importOf(Stream<Path> folders) {
        return new ClassFileImporter()
                .importPaths(folders.filter(Files::isDirectory).toList());
    }
}
