package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents as they are meant to be, below {@code src/test/resources/documents}. After a change that is meant, run the
 * tests once with {@code -Dedgevirt.golden} naming the folder {@code src/test/resources}, and look at the difference
 * before it is committed.
 */
final class Kept {

    private static final String REWRITE = System.getProperty("edgevirt.golden", "");

    static final Path FOLDER = (REWRITE.isEmpty()
                    ? Path.of(System.getProperty("basedir", "."), "src/test/resources")
                    : Path.of(REWRITE))
            .resolve("documents");

    private Kept() {}

    /** Fails with the lines that are others, unless the text is that of the file. */
    static void check(String name, String text) {
        Path file = FOLDER.resolve(name + ".xml");
        try {
            if (!REWRITE.isEmpty()) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            String golden = Files.exists(file) ? Files.readString(file) : "";
            if (!golden.equals(text)) {
                fail(name + ".xml is not what was written (-: as it was meant, +: now; if this is meant, see Kept):\n"
                        + difference(golden.lines().toList(), text.lines().toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all files there. */
    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString().replace(".xml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the longest common subsequence; three lines around what is other. */
    static String difference(List<String> golden, List<String> now) {
        int[][] common = new int[golden.size() + 1][now.size() + 1];
        for (int i = golden.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = golden.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < golden.size() || j < now.size()) {
            if (i < golden.size() && j < now.size() && golden.get(i).equals(now.get(j))) {
                lines.add("  " + golden.get(i++));
                j++;
            } else if (j == now.size() || (i < golden.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + golden.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return around(lines);
    }

    private static String around(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            List<String> near = lines.subList(Math.max(0, at - 3), Math.min(lines.size(), at + 4));
            if (near.stream().anyMatch(l -> !l.startsWith(" "))) {
                out.append(lines.get(at)).append('\n');
            } else if (out.length() > 0 && !out.toString().endsWith("...\n")) {
                out.append("...\n");
            }
        }
        return out.toString();
    }
}
