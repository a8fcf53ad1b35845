package io.edgevirt.vsphere.translate;

import com.vmware.vim25.GuestProgramSpec;
import io.edgevirt.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A command as a guest's tools start it. vSphere tells no output, so it goes into files of the guest's.
 *
 * @param windows whether the guest is Windows
 * @param words the program and its arguments
 */
public record GuestCommand(boolean windows, List<String> words) {

    /** The tools take requests of 64 KiB; some of it is for the login. */
    private static final int LONGEST = 60_000;
    /** CreateProcessW takes a command line of 32,767 characters, with the program's path and the closing NUL. */
    private static final int LONGEST_WINDOWS = 32_000;
    /** As long as the tools' names of temporary files may be: MAX_PATH of Windows. */
    private static final String SOME_PATH = "x".repeat(260);

    // Copies the list.
    public GuestCommand {
        words = List.copyOf(words);
    }

    /**
     * What would keep the command from reaching the program as it is.
     *
     * @return all of it; empty where it can be sent
     */
    public List<Violation> refusals() {
        List<Violation> found = new ArrayList<>();
        if (words.stream().anyMatch(w -> w.indexOf('\0') >= 0)) {
            found.add(new Violation("command", "(NUL)", "no NUL", "a program cannot be given one: use a file"));
            return found;
        }
        String program = words.get(0);
        if (program.startsWith("-")) {
            found.add(new Violation("command", program, "a program's name or path", "give its path: ./" + program));
        }
        if (windows && isBatch(program)) {
            found.add(new Violation(
                    "command",
                    program,
                    "a program, not a batch file",
                    "cmd.exe would read the arguments as commands: call cmd.exe yourself"));
        }
        int length = length();
        int limit = windows ? LONGEST_WINDOWS : LONGEST;
        if (length > limit) {
            found.add(new Violation(
                    "command",
                    length + " as the tools take it",
                    "at most " + limit,
                    "write a script into the guest by guest().write() and run that"));
        }
        return found;
    }

    /** Windows passes over dots and spaces at the end of a name. */
    private static boolean isBatch(String program) {
        String name = program.replaceAll("[. ]+$", "").toLowerCase(Locale.ROOT);
        return name.endsWith(".bat") || name.endsWith(".cmd");
    }

    private int length() {
        String arguments = program(SOME_PATH, SOME_PATH).arguments;
        return windows ? arguments.length() : arguments.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The program that runs the command and ends with its exit code: 128 and the signal's number where a signal ended it
     * (not on Windows), 127 where there is no such program, whose reason is then its standard error.
     *
     * @param output the guest's path of a file for its standard output
     * @param error the guest's path of a file for its standard error
     * @return what to start
     */
    public GuestProgramSpec program(String output, String error) {
        GuestProgramSpec program = new GuestProgramSpec();
        program.programPath = windows ? WindowsCommand.PROGRAM : PosixCommand.PROGRAM;
        program.arguments =
                windows ? WindowsCommand.arguments(words, output, error) : PosixCommand.arguments(words, output, error);
        return program;
    }
}
