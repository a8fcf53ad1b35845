package io.edgevirt.rules;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** The checked-out tree: its modules and the files that people wrote. */
final class Repository {

    /** Folders that a build, an editor or git fills. */
    private static final Set<String> NOT_WRITTEN = Set.of("target", ".git", ".build", ".idea", ".vscode", ".settings");

    /** Modules whose name begins like a backend's and that are none. */
    private static final Set<String> NO_BACKENDS =
            Set.of("edgevirt-api", "edgevirt-http", "edgevirt-testkit", "edgevirt-bom");

    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("edgevirt-api"))) {
                return at;
            }
        }
        throw new IllegalStateException("run inside the checked-out tree: no folder above holds edgevirt-api");
    }

    /** The modules that users get, by folder name: all that begin with {@code edgevirt-} and hold code. */
    static List<String> published() {
        try (Stream<Path> children = Files.list(ROOT)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .map(child -> child.getFileName().toString())
                    .filter(name -> name.startsWith("edgevirt-") && !name.equals("edgevirt-bom"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The backends, by the last part of their package: {@code kvm} for edgevirt-kvm. */
    static List<String> backends() {
        return published().stream()
                .filter(name -> !NO_BACKENDS.contains(name))
                .map(name -> name.substring("edgevirt-".length()))
                .toList();
    }

    /**
     * What a backend's test peer cannot show although the backend has it, by the keys of the contract kit's gaps.
     *
     * @param backend such as {@code vsphere}
     */
    static Map<String, String> gaps(String backend) {
        Path file = ROOT.resolve("edgevirt-" + backend).resolve("src/test/resources/gaps.properties");
        Properties gaps = new Properties();
        if (Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                gaps.load(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return gaps.stringPropertyNames().stream().collect(toMap(key -> key, gaps::getProperty));
    }

    static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    /** Every file that somebody wrote. */
    static List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_WRITTEN.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // In a linked work tree, .git is a file.
                    if (attributes.isRegularFile() && !file.endsWith(".git")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Every Java source, tests among them. */
    static List<Path> sources() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** The Java sources of the modules that users get, without their tests. */
    static List<Path> publishedSources() {
        return sources().stream()
                .filter(file -> published().contains(name(file).getName(0).toString()))
                .filter(file -> name(file).getNameCount() > 3
                        && name(file).subpath(1, 4).equals(Path.of("src/main/java")))
                .toList();
    }

    static Path name(Path file) {
        return ROOT.relativize(file);
    }

    /** The file's lines; none for a file that is not text. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException binary) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
