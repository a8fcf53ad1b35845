package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.edgevirt.rules.fixture.left.DiskManager;
import io.edgevirt.rules.fixture.right.Neighbour;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A rule")
class RulesTest {

    private static final String LEFT = "rules.fixture.left";
    private static final String RIGHT = "rules.fixture.right";

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("a module needs what it may not", Rules.needsOnly(Set.of(DiskManager.class.getName()))),
                Arguments.of("a backend knows another", Rules.knowsNoOther(LEFT, List.of(LEFT, RIGHT))),
                Arguments.of("somebody uses what is not theirs", Rules.leavesAlone("io.edgevirt.rules.fixture.right")),
                Arguments.of(
                        "a class lies outside its package", Rules.staysInPackage("io.edgevirt.rules.fixture.right")),
                Arguments.of("a name is empty", Rules.hasNamesThatSaySomething()),
                Arguments.of("a method has a prefix", Rules.hasNoAccessorPrefixes()),
                Arguments.of("an Optional is asked for", Rules.takesNoOptional()));
    }

    @ParameterizedTest(name = "is broken when {0}")
    @MethodSource("rules")
    void bites(String when, ArchRule rule) {
        assertEquals(true, rule.evaluate(classes(DiskManager.class)).hasViolation(), when);
    }

    @Test
    @DisplayName("about prefixes spares what the JDK asks for")
    void sparesTheJdk() {
        assertEquals(
                false,
                Rules.hasNoAccessorPrefixes().evaluate(classes(Neighbour.class)).hasViolation());
    }

    @Test
    @DisplayName("about Javadoc names the methods without")
    void findsSilentMethods() {
        assertEquals(
                List.of("DiskManager.java:9: getNeighbour", "DiskManager.java:13: accepts"), silentIn("DiskManager"));
    }

    @Test
    @DisplayName("about Javadoc names the components and constants without, and spares the compact constructor")
    void findsSilentComponents() {
        assertEquals(List.of("Silent.java:8: Silent.untold", "Silent.java:18: LOUD"), silentIn("Silent"));
    }

    private static List<String> silentIn(String fixture) {
        return Undocumented.in(
                Repository.ROOT.resolve("rules/src/test/java/io/edgevirt/rules/fixture/left/" + fixture + ".java"));
    }

    private static JavaClasses classes(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
