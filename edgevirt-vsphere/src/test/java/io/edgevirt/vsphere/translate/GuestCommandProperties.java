package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.vmware.vim25.GuestProgramSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Commands for guests")
class GuestCommandProperties {

    private static final List<String> HOSTILE = List.of(
            "'",
            "''",
            "\\'",
            "\"",
            "$(id)",
            "`id`",
            "${x}",
            "; id",
            "& id",
            "| id",
            "> /dev/null",
            "\n",
            "\\",
            "*",
            "~",
            "!",
            "#",
            "-n",
            "--",
            "%s",
            "é",
            "😀",
            "’",
            " ",
            "",
            "\\\"",
            "\\\\\"",
            "\t");

    @Provide
    Arbitrary<List<String>> arguments() {
        Arbitrary<String> pieces = Arbitraries.of(HOSTILE).list().ofMaxSize(6).map(l -> String.join("", l));
        Arbitrary<String> any = Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(20);
        return Arbitraries.oneOf(pieces, any).list().ofMaxSize(6);
    }

    /** As the tools do it: the program's path within double quotes, a blank, the arguments, all of it to a shell. */
    private static int run(GuestProgramSpec program) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "\"" + program.programPath + "\" " + program.arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Property(tries = 100)
    @Label("reach a program of the Unix family word by word, whatever they hold")
    void posix(@ForAll("arguments") List<String> arguments) throws Exception {
        Path output = Files.createTempFile("edgevirt-vsphere", ".it's out");
        Path error = Files.createTempFile("edgevirt-vsphere", ".err");
        try {
            List<String> words = new ArrayList<>(List.of("printf", "%s\\0", "first"));
            words.addAll(arguments);
            int code = run(new GuestCommand(false, words).program(output.toString(), error.toString()));

            List<String> told = new ArrayList<>(List.of("first"));
            told.addAll(arguments);
            assertEquals(0, code);
            assertEquals(String.join("\0", told) + "\0", Files.readString(output, StandardCharsets.UTF_8));
            assertEquals("", Files.readString(error));
        } finally {
            Files.delete(output);
            Files.delete(error);
        }
    }

    @Property(tries = 1)
    @Label("end with the program's own exit code, a signal's, or that of no program")
    void exitCodes() throws Exception {
        Path file = Files.createTempFile("edgevirt-vsphere", ".txt");
        try {
            String path = file.toString();
            assertEquals(3, run(new GuestCommand(false, List.of("sh", "-c", "exit 3")).program(path, path)));
            assertEquals(137, run(new GuestCommand(false, List.of("sh", "-c", "kill -9 $$")).program(path, path)));
            assertEquals(127, run(new GuestCommand(false, List.of("/no/such")).program(path, path)));
            assertEquals(127, run(new GuestCommand(false, List.of("shift")).program(path, path)), "no builtin");
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 500)
    @Label("reach a program of Windows word by word, whatever they hold")
    void windows(@ForAll("arguments") List<String> arguments) {
        StringBuilder line = new StringBuilder();
        arguments.forEach(a -> line.append(line.isEmpty() ? "" : " ").append(WindowsCommand.quoted(a)));

        assertEquals(arguments, CommandLine.apart(line.toString()));
    }
}
