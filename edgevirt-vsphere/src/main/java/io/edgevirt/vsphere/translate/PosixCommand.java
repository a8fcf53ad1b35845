package io.edgevirt.vsphere.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command for a guest of the Unix family. There the tools hand program and arguments to a shell as one text, so the
 * arguments are quoted for that; a second shell runs a script that never changes, which takes the command as its
 * parameters and sends what it says into files.
 */
final class PosixCommand {

    static final String PROGRAM = "/bin/sh";

    /** In a subshell, so that a signal's number reaches the exit code; by exec, so that nothing built in is meant. */
    private static final String SCRIPT = "o=$1 e=$2; shift 2; (exec \"$@\") </dev/null >\"$o\" 2>\"$e\"; exit $?";

    private PosixCommand() {}

    static String arguments(List<String> command, String output, String error) {
        List<String> words = new ArrayList<>(List.of(SCRIPT, "sh", output, error));
        words.addAll(command);
        return "-c " + words.stream().map(PosixCommand::quoted).collect(Collectors.joining(" "));
    }

    /** Within single quotes a shell reads nothing but the end of them. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
