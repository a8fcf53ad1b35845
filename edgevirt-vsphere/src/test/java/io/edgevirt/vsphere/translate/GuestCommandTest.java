package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.GuestProgramSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A command for a guest")
class GuestCommandTest {

    private static List<String> fields(GuestCommand command) {
        return command.refusals().stream().map(v -> v.value()).toList();
    }

    @Nested
    @DisplayName("of the Unix family")
    class Posix {

        @Test
        @DisplayName("is quoted for the shell that the tools start it with")
        void quoted() {
            GuestProgramSpec program =
                    new GuestCommand(false, List.of("echo", "it's", "$HOME `id`")).program("/tmp/o", "/tmp/e");

            assertEquals("/bin/sh", program.programPath);
            assertEquals(
                    "-c 'o=$1 e=$2; shift 2; (exec \"$@\") </dev/null >\"$o\" 2>\"$e\"; exit $?'"
                            + " 'sh' '/tmp/o' '/tmp/e' 'echo' 'it'\\''s' '$HOME `id`'",
                    program.arguments);
        }

        @Test
        @DisplayName("is refused where a program could not be given it as it is")
        void refused() {
            assertEquals(List.of("(NUL)"), fields(new GuestCommand(false, List.of("a", "b\0c"))));
            assertEquals(List.of("-a"), fields(new GuestCommand(false, List.of("-a"))));
            assertEquals(
                    1,
                    fields(new GuestCommand(false, List.of("a", "é".repeat(30_000))))
                            .size());
            assertEquals(List.of(), fields(new GuestCommand(false, List.of("a.bat", "é".repeat(29_000)))));
        }
    }

    @Nested
    @DisplayName("of Windows")
    class Windows {

        private static final String LEADER = "-NoLogo -NoProfile -NonInteractive -EncodedCommand ";

        private String script(String... words) {
            GuestProgramSpec program = new GuestCommand(true, List.of(words)).program("C:\\o", "C:\\e");
            assertEquals("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", program.programPath);
            assertTrue(program.arguments.startsWith(LEADER));
            byte[] script = Base64.getDecoder().decode(program.arguments.substring(LEADER.length()));
            return new String(script, StandardCharsets.UTF_16LE);
        }

        private String data(String script) {
            String base64 = script.substring(script.indexOf('\'') + 1, script.indexOf("')"));
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }

        @Test
        @DisplayName("is data of a script that is always the same")
        void script() {
            String one = script("ipconfig");
            String other = script("cmd.exe", "/c", "'); Remove-Item C:\\ -Recurse #");

            assertEquals(one.replaceFirst("'[^']*'", "''"), other.replaceFirst("'[^']*'", "''"));
            assertEquals("cmd.exe\0\"/c\" \"'); Remove-Item C:\\ -Recurse #\"\0C:\\o\0C:\\e", data(other));
        }

        @Test
        @DisplayName("is quoted as programs read their command line apart")
        void quoted() {
            assertEquals("\"\"", WindowsCommand.quoted(""));
            assertEquals("\"a b\"", WindowsCommand.quoted("a b"));
            assertEquals("\"a\\b\\\\\"", WindowsCommand.quoted("a\\b\\"));
            assertEquals("\"a\\\\\\\"b\"", WindowsCommand.quoted("a\\\"b"));
        }

        @Test
        @DisplayName("is refused for a batch file, whose arguments would become commands")
        void batch() {
            assertEquals(List.of("A.BAT"), fields(new GuestCommand(true, List.of("A.BAT", "&calc"))));
            assertEquals(List.of("a.cmd. "), fields(new GuestCommand(true, List.of("a.cmd. "))));
        }

        @Test
        @DisplayName("is refused where Windows takes no line so long")
        void tooLong() {
            assertEquals(
                    1,
                    fields(new GuestCommand(true, List.of("a", "b".repeat(12_000))))
                            .size());
        }
    }
}
