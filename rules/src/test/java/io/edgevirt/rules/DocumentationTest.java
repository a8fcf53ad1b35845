package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Javadoc")
class DocumentationTest {

    @Test
    @DisplayName("says something about every public type, method, constant and component of a record")
    void complete() {
        List<String> silent = new ArrayList<>();
        for (Path source : Repository.publishedSources()) {
            silent.addAll(Undocumented.in(source));
        }

        assertEquals(List.of(), silent);
    }

    @Test
    @DisplayName("introduces every package, which is null-marked")
    void packages() {
        Stream<Path> folders = Repository.publishedSources().stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct();
        List<String> unmarked = folders.filter(folder -> !isMarked(folder.resolve("package-info.java")))
                .map(folder -> Repository.name(folder).toString())
                .toList();

        assertEquals(List.of(), unmarked);
    }

    @Test
    @DisplayName("does not date what it describes")
    void undated() {
        List<String> dated = Repository.publishedSources().stream()
                .filter(file -> Repository.lines(file).stream().anyMatch(line -> line.contains("* @since")))
                .map(file -> Repository.name(file).toString())
                .toList();

        assertEquals(List.of(), dated);
    }

    private static boolean isMarked(Path info) {
        return Files.exists(info)
                && Repository.lines(info).stream().anyMatch(line -> line.startsWith("/**"))
                && Repository.lines(info).stream().anyMatch(line -> line.startsWith("@NullMarked"));
    }
}
