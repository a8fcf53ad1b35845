package io.edgevirt.testkit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a test of the contract is called in gaps and summaries.
 *
 * @param area the area, such as {@code Power}
 * @param test the test, such as {@code table}
 * @param label its display name, which tells the cases of a test apart
 * @param cases whether it has cases
 */
record TestId(String area, String test, String label, boolean cases) {

    static TestId of(ExtensionContext context) {
        return new TestId(
                context.getRequiredTestClass().getSimpleName(),
                context.getRequiredTestMethod().getName(),
                context.getDisplayName(),
                AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), TestTemplate.class));
    }

    /** The keys under which a gap may name this test. */
    List<String> keys() {
        return List.of(area, area + "." + test, toString());
    }

    @Override
    public String toString() {
        return area + "." + test + (cases ? ": " + label : "");
    }

    /** The areas of the contract, and their tests, as far as they are known without running them. */
    static Set<String> known() {
        return Stream.of(HypervisorContract.class.getDeclaredClasses())
                .flatMap(area -> Stream.concat(
                        Stream.of(area.getSimpleName()),
                        Stream.of(area.getSuperclass().getDeclaredMethods())
                                .map(method -> area.getSimpleName() + "." + method.getName())))
                .collect(Collectors.toSet());
    }
}
