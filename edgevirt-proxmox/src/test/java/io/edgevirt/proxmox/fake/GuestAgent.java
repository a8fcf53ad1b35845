package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agent in a machine's guest, with the little system it shows: files, commands, addresses. */
public final class GuestAgent {
    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param out what it wrote
     * @param err what it complained of
     */
    public record Ran(int code, String out, String err) {}

    /** Runs commands in a guest. */
    @FunctionalInterface
    public interface Shell {
        /** Runs a command with what it reads; empty if there is no such program. */
        Optional<Ran> run(List<String> command, String input);
    }

    private final Map<Integer, Ran> ran = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final List<String> addresses = new ArrayList<>(List.of("192.0.2.10/24"));
    private boolean installed = true;
    private boolean frozen;
    private int nextPid = 1200;
    private Shell shell = GuestAgent::plain;

    GuestAgent() {
        files.put("/etc/hostname", "guest\n");
    }

    /** Whether an agent is installed and answers. */
    public boolean installed() {
        return installed;
    }

    /** Takes the agent out of the guest, or puts it in. */
    public void installed(boolean installed) {
        this.installed = installed;
    }

    /** Whether its file systems are frozen. */
    public boolean frozen() {
        return frozen;
    }

    void frozen(boolean frozen) {
        this.frozen = frozen;
    }

    /** Its files, by path. */
    public Map<String, String> files() {
        return files;
    }

    /** The addresses of its first card, with the prefix' length. */
    public List<String> addresses() {
        return addresses;
    }

    /** Lets commands be run otherwise. */
    public void shell(Shell shell) {
        this.shell = shell;
    }

    /** Starts a command; empty if there is no such program. */
    Optional<Integer> exec(List<String> command, String input) {
        return shell.run(command, input).map(result -> {
            ran.put(nextPid, result);
            return nextPid++;
        });
    }

    Optional<Ran> result(int pid) {
        return Optional.ofNullable(ran.remove(pid));
    }

    private static Optional<Ran> plain(List<String> command, String input) {
        String program = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
        List<String> rest = command.subList(1, command.size());
        return switch (program) {
            case "echo" -> Optional.of(new Ran(0, String.join(" ", rest) + "\n", ""));
            case "cat" -> Optional.of(new Ran(0, input, ""));
            case "true" -> Optional.of(new Ran(0, "", ""));
            case "false" -> Optional.of(new Ran(1, "", ""));
            case "sh" -> Optional.of(script(rest.isEmpty() ? "" : rest.get(rest.size() - 1)));
            default -> Optional.empty();
        };
    }

    private static Ran script(String text) {
        int code = 0;
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        for (String line : text.split(";|&&")) {
            String each = line.trim();
            if (each.startsWith("exit ")) {
                code = Integer.parseInt(each.substring("exit ".length()).trim());
            } else if (each.startsWith("echo ")) {
                boolean complaint = each.endsWith(">&2");
                String words =
                        each.substring("echo ".length()).replace(">&2", "").trim();
                (complaint ? err : out)
                        .append(words.replaceAll("^(['\"])(.*)\\1$", "$2"))
                        .append('\n');
            }
        }
        return new Ran(code, out.toString(), err.toString());
    }
}
