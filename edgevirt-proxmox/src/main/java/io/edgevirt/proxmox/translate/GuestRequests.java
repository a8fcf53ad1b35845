package io.edgevirt.proxmox.translate;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Version;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The requests to a guest's agent, one machine's. */
public final class GuestRequests {

    /** What {@code file-write} takes: 61,440 characters of base64. */
    public static final int LARGEST_WRITE = 61_440 / 4 * 3;

    private static final String AGENT = "/nodes/{node}/qemu/{vmid}/agent/";

    private final String node;
    private final String vmid;

    /**
     * Requests about a machine.
     *
     * @param node its node
     * @param vmid its id
     */
    public GuestRequests(String node, String vmid) {
        this.node = node;
        this.vmid = vmid;
    }

    /**
     * A question without parameters.
     *
     * @param command such as {@code get-osinfo}
     * @return the request
     */
    public Call ask(String command) {
        return Call.get(AGENT + command, node, vmid);
    }

    /**
     * An order without parameters.
     *
     * @param command such as {@code fstrim}
     * @return the request
     */
    public Call order(String command) {
        return Call.post(AGENT + command, node, vmid);
    }

    /**
     * Starts a program: the parameter is repeated for each word. 7 puts the words together again with NUL between, and takes
     * a single one to pieces at its blanks and commas.
     *
     * @param version the server's
     * @param command the program and its arguments
     * @return the request
     * @throws InvalidSpecException if a word cannot be carried
     */
    public Call exec(Version version, List<String> command) {
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            // Proxmox's reading of forms drops an empty value, and all that was before it
            if (command.get(i).isEmpty() || command.get(i).indexOf('\0') >= 0) {
                wrong.add(new Violation(
                        "command[" + i + "]",
                        command.get(i).isEmpty() ? "(empty)" : "(with NUL)",
                        "a word that is not empty and has no NUL, for Proxmox VE loses others",
                        "run a script in the guest that gives it"));
            }
        }
        if (!version.atLeast(8) && command.size() == 1 && command.get(0).matches("(?s).*[,;\\s].*")) {
            wrong.add(new Violation(
                    "command[0]",
                    command.get(0).replaceAll("\\p{Cntrl}", "?"),
                    "a single word without blanks, commas and semicolons, at which Proxmox VE 7 takes it to pieces",
                    "give it an argument"));
        }
        if (!wrong.isEmpty()) {
            throw InvalidSpecException.of(wrong);
        }
        Call exec = order("exec");
        for (String word : command) {
            exec = exec.with("command", word);
        }
        return exec;
    }

    /**
     * Asks whether a program has ended.
     *
     * @param pid what {@link #exec} gave
     * @return the request
     */
    public Call ended(String pid) {
        return ask("exec-status").with("pid", pid);
    }

    /**
     * Reads a file, of which Proxmox VE gives the first 16 MiB.
     *
     * @param path the guest's path
     * @return the request
     */
    public Call read(String path) {
        return ask("file-read").with("file", path);
    }

    /**
     * Writes a file anew. Its content goes as base64, for Proxmox VE itself would encode characters and not bytes.
     *
     * @param path the guest's path
     * @param content at most {@link #LARGEST_WRITE} bytes
     * @return the request
     */
    public Call write(String path, byte[] content) {
        // a form drops an empty value; a line's end alone is base64 for nothing
        String encoded = content.length == 0 ? "\n" : Base64.getEncoder().encodeToString(content);
        return order("file-write").with("file", path).with("content", encoded).with("encode", false);
    }
}
