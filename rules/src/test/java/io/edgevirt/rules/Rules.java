package io.edgevirt.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of the compiled classes. */
final class Rules {

    private static final Pattern ACCESSOR = Pattern.compile("(get|set)\\p{Lu}.*");

    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Impl|Manager|Helper|Utils?)");

    private Rules() {}

    /** Only the given classes, the JDK, and the named packages. */
    static ArchRule needsOnly(Set<String> own, String... packages) {
        DescribedPredicate<JavaClass> jdk = describe("in the JDK", Rules::isOfJdk);
        DescribedPredicate<JavaClass> ours = describe(
                "of the module",
                type -> own.contains(type.getBaseComponentType().getName()));
        return classes()
                .should()
                .onlyDependOnClassesThat(jdk.or(ours).or(resideInAnyPackage(packages)))
                .allowEmptyShould(true);
    }

    private static boolean isOfJdk(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.isPrimitive()
                || element.getSource()
                        .map(source -> "jrt".equals(source.getUri().getScheme()))
                        .orElse(false);
    }

    static ArchRule knowsNoOther(String backend, List<String> backends) {
        String[] others = backends.stream()
                .filter(other -> !other.equals(backend))
                .map(other -> "io.edgevirt." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.edgevirt." + backend + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }

    static ArchRule leavesAlone(String packages) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .allowEmptyShould(true);
    }

    static ArchRule staysInPackage(String name) {
        return classes().should().resideInAPackage(name).allowEmptyShould(true);
    }

    static ArchRule hasNamesThatSaySomething() {
        return classes()
                .should(satisfy(
                        "have a name that says what it is",
                        type -> !EMPTY_NAME.matcher(type.getSimpleName()).matches()))
                .allowEmptyShould(true);
    }

    static ArchRule hasNoAccessorPrefixes() {
        return methods()
                .that()
                .arePublic()
                .should(new ArchCondition<>("have a name without get or set before it") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean wrong = ACCESSOR.matcher(method.getName()).matches()
                                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                                && !isAskedFor(method);
                        events.add(new SimpleConditionEvent(method, !wrong, method.getDescription()));
                    }
                })
                .allowEmptyShould(true);
    }

    /** Whether a type that is not ours declares the method. */
    private static boolean isAskedFor(JavaMethod method) {
        return method.getOwner().getAllRawSuperclasses().stream().anyMatch(type -> declares(type, method))
                || method.getOwner().getAllRawInterfaces().stream().anyMatch(type -> declares(type, method));
    }

    private static boolean declares(JavaClass type, JavaMethod method) {
        return !type.getPackageName().startsWith("io.edgevirt")
                && type.getMethods().stream().anyMatch(other -> other.getName().equals(method.getName()));
    }

    /**
     * Asked of what users call. Between the engine and a backend an Optional may be handed on, and the rooms of a backend
     * lie below its package and are not for users.
     */
    static ArchRule takesNoOptional() {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(notForUsers())
                .should(new ArchCondition<>("take no Optional") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean wrong = method.getRawParameterTypes().stream()
                                .map(JavaType::getName)
                                .anyMatch(Optional.class.getName()::equals);
                        events.add(new SimpleConditionEvent(method, !wrong, method.getDescription()));
                    }
                })
                .allowEmptyShould(true);
    }

    private static String[] notForUsers() {
        Stream<String> rooms = Repository.backends().stream().map(backend -> "io.edgevirt." + backend + ".*..");
        return Stream.concat(Stream.of("io.edgevirt.spi..", "io.edgevirt.engine..", "io.edgevirt.http.."), rooms)
                .toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> satisfy(String what, Predicate<JavaClass> test) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, test.test(type), type.getDescription()));
            }
        };
    }
}
