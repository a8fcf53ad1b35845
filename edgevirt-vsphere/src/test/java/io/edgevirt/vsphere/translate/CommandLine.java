package io.edgevirt.vsphere.translate;

import java.util.ArrayList;
import java.util.List;

/** Takes a command line of Windows apart by the rules that Microsoft documents for CommandLineToArgvW. */
final class CommandLine {

    private CommandLine() {}

    static List<String> apart(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                int end = i;
                while (end < line.length() && line.charAt(end) == '\\') {
                    end++;
                }
                boolean beforeQuote = end < line.length() && line.charAt(end) == '"';
                int slashes = end - i;
                word.append("\\".repeat(beforeQuote ? slashes / 2 : slashes));
                if (beforeQuote && slashes % 2 == 1) {
                    word.append('"');
                    end++;
                }
                i = end - 1;
                begun = true;
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
