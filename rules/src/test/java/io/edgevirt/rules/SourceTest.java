package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The files of the repository")
class SourceTest {

    private static final int LONGEST = 600;
    private static final int SHORT = 100;

    @Nested
    @DisplayName("are small:")
    class Sizes {

        @Test
        @DisplayName("no source has more than 600 lines")
        void longest() {
            List<String> tooLong = Repository.files().stream()
                    .filter(SourceTest::isCode)
                    .filter(file -> Repository.lines(file).size() > LONGEST)
                    .map(file -> Repository.name(file) + ": "
                            + Repository.lines(file).size() + " lines")
                    .toList();

            assertEquals(List.of(), tooLong);
        }

        @Test
        @DisplayName("half of the Java sources have fewer than 100 lines")
        void half() {
            List<Path> sources = Repository.sources().stream()
                    .filter(file -> !file.getFileName().toString().endsWith("-info.java"))
                    .toList();
            long small = sources.stream()
                    .filter(file -> Repository.lines(file).size() < SHORT)
                    .count();

            assertTrue(2 * small >= sources.size(), () -> small + " of " + sources.size() + " sources are short");
        }
    }

    @Nested
    @DisplayName("are finished:")
    class Finished {

        @Test
        @DisplayName("no reminders are left in code")
        void reminders() {
            // Spelled so that this line does not find itself.
            Pattern reminder = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

            assertEquals(List.of(), linesWith(reminder, SourceTest::isCode));
        }

        @Test
        @DisplayName("no property bears an annotation of JUnit's, for jqwik then leaves it out")
        void properties() {
            Pattern mixed = Pattern.compile("@Property(\\([^)]*\\))?\\s+@(DisplayName|Tag|Timeout|Disabled)\\b"
                    + "|@(DisplayName|Tag|Timeout|Disabled)(\\([^)]*\\))?\\s+@Property\\b");
            List<Path> found = Repository.files().stream()
                    .filter(SourceTest::isCode)
                    .filter(file -> mixed.matcher(String.join("\n", Repository.lines(file)))
                            .find())
                    .map(Repository::name)
                    .toList();

            assertEquals(List.of(), found);
        }

        @Test
        @DisplayName("no merge was left half done")
        void merges() {
            assertEquals(List.of(), linesWith(Pattern.compile("^(<{7}|>{7}) "), file -> true));
        }
    }

    @Nested
    @DisplayName("hold on every machine:")
    class Portable {

        @Test
        @DisplayName("none names a package registry's host, for a mirror may stand in its place")
        void registries() {
            Pattern host = Pattern.compile(
                    "\\b(repo\\d*[.](maven[.]apache|maven|spring)|central[.]sonatype|oss[.]sonatype|s01[.]oss[.]sonatype"
                            + "|registry[.]npmjs|registry[.]yarnpkg|files[.]pythonhosted|static[.]crates|index[.]crates"
                            + "|proxy[.]golang|api[.]nuget|plugins[.]gradle|(ftp|deb|security)[.]debian|archive[.]ubuntu"
                            + "|registry-1[.]docker|pypi|crates|rubygems|jitpack|jcenter[.]bintray)[.](org|com|io|net)\\b");

            assertEquals(List.of(), linesWith(host, file -> true));
        }

        @Test
        @DisplayName("none names a folder of the machine that it was written on")
        void folders() {
            Pattern home = Pattern.compile("(?<![\\w.$}])/(home|Users)/\\w+/|[A-Z]:\\\\+Users\\\\+\\w+|"
                    + Pattern.quote(Repository.ROOT + "/"));

            assertEquals(List.of(), linesWith(home, file -> true));
        }

        @Test
        @DisplayName("no Java source has a tab")
        void tabs() {
            assertEquals(
                    List.of(),
                    linesWith(Pattern.compile("\\t"), file -> file.toString().endsWith(".java")));
        }
    }

    private static boolean isCode(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                || name.endsWith(".jsh")
                || name.endsWith(".sh")
                || name.endsWith(".py")
                || (!name.contains(".")
                        && Repository.lines(file).stream().limit(1).anyMatch(l -> l.startsWith("#!")));
    }

    private static List<String> linesWith(Pattern wanted, Predicate<Path> where) {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files()) {
            if (where.test(file)) {
                List<String> lines = Repository.lines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (wanted.matcher(lines.get(i)).find()) {
                        found.add(Repository.name(file) + ":" + (i + 1) + ": "
                                + lines.get(i).strip());
                    }
                }
            }
        }
        return found;
    }
}
