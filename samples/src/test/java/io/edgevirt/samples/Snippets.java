package io.edgevirt.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of {@link Statements}, without the methods around them, as people type them into JShell. */
final class Snippets {

    private static final Path SOURCE = Path.of("src/main/java/io/edgevirt/samples/Statements.java");
    private static final Pattern CALL = Pattern.compile("^ {12}(?:VM vm = )?(\\w+)\\([\\w, ]*\\);$");

    private Snippets() {}

    /** A chain's calls all on the line on which it begins. */
    static List<String> onOneLine() {
        return join("", "");
    }

    /** A chain's calls on lines of their own, with the dot at the end of the line before. */
    static List<String> withTrailingDots() {
        return join(".", "\n");
    }

    private static List<String> join(String atEnd, String between) {
        List<String> joined = new ArrayList<>();
        for (String line : statements()) {
            String text = line.strip();
            if (text.startsWith(".")) {
                String before = joined.remove(joined.size() - 1);
                joined.add(before + atEnd + between + (atEnd.isEmpty() ? text : text.substring(1)));
            } else {
                joined.add(text);
            }
        }
        return joined;
    }

    /** The lines of all methods, in the order in which main calls them. */
    private static List<String> statements() {
        List<String> lines = read();
        List<String> all = new ArrayList<>();
        lines.stream()
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .forEach(name -> all.addAll(body(lines, name)));
        return all;
    }

    private static List<String> body(List<String> lines, String method) {
        Pattern head = Pattern.compile("^ {4}static \\S+ " + method + "\\(.*\\) \\{$");
        return lines.stream()
                .dropWhile(line -> !head.matcher(line).matches())
                .skip(1)
                .takeWhile(line -> !line.equals("    }"))
                .filter(line -> !line.strip().startsWith("return "))
                .toList();
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(SOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
