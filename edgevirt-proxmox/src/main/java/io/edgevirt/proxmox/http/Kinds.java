package io.edgevirt.proxmox.http;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Proxmox has no error codes but for a few statuses: what is wrong stands in its sentences. */
final class Kinds {

    private static final String READ_ONLY = "the cluster is read-only until most of its nodes see each other: check"
            + " `pvecm status` and the nodes that are down";
    private static final String AGENT = "enable the QEMU guest agent in the machine's options, restart the machine, and"
            + " start the agent in the guest";

    /** The first that fits holds: sentences about locks and quorum name what they could not do as well. */
    private static final List<Kind> ALL = List.of(
            kind("no quorum|cluster not ready|/etc/pve/\\S*'? - permission denied", InvalidStateException::new)
                    .hint(READ_ONLY),
            kind(
                            "ipcc_send_rec.*failed|transport endpoint is not connected|cluster filesystem not online",
                            ConnectionException::new)
                    .more(f -> f.retryable(true))
                    .hint("the cluster's file system is down on that node: check the service pve-cluster"),
            // the second is of machines' configurations, in 7 with a slip of the pen
            kind("detected modified configuration|checksum miss?match", ConflictException::new)
                    .hint("somebody else changed it meanwhile: read it anew, and change it again"),
            kind(
                            "can't lock file|(vm|ct) is locked|got lock (request )?timeout|can't a(c)?quire lock"
                                    + "|failed to obtain .*lock|unable to a(c)?quire .*lock",
                            ConflictException::new)
                    .more(f -> f.retryable(true))
                    .hint("another task holds the lock: wait for it, or look for one that hangs"),
            kind(
                    "^only root|permission check failed|^permission denied - |agent error: .*permission denied",
                    PermissionDeniedException::new),
            kind("guest agent is not running|no qemu guest agent configured", InvalidStateException::new)
                    .hint(AGENT),
            // what the guest's own system says: of programs, files and folders
            kind(
                    "agent error: .*(no such file or directory|cannot find the (file|path) specified)",
                    NotFoundException::new),
            kind(
                    "already running|not running|must be running|(vm|ct)( \\d+)? is running|running (vm|ct)\\b"
                            + "|is paused|in error state, must be disabled|is not online|is still in use"
                            + "|(disk|device) '?[^' ]+'? (is )?already (in use|used)",
                    InvalidStateException::new),
            kind("(you can't|cannot) (re)?start|is a template|a template to a template", InvalidStateException::new),
            kind("already exists|already defined|already used|already in use", AlreadyExistsException::new),
            kind(
                    "does not exist|doesn't exist|\\bno such (?!file or)|hostname lookup '.*' failed"
                            + "|unable to find configuration file|(?<!executable )\\bnot found\\b",
                    NotFoundException::new),
            kind(
                    "no space left|not enough (free )?(space|memory)|insufficient free space"
                            + "|cannot allocate memory|out of (space|memory)|disk quota exceeded",
                    InsufficientResourcesException::new));

    private Kinds() {}

    /**
     * The error that a sentence means.
     *
     * @param says what Proxmox said
     * @param failure what is told of it
     */
    static Optional<EdgeVirtException> of(String says, Failure failure) {
        String lower = says.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(kind -> kind.pattern.matcher(lower).find())
                .findFirst()
                .map(kind -> kind.error(failure));
    }

    private record Kind(Pattern pattern, UnaryOperator<Failure> with, Function<Failure, EdgeVirtException> make) {

        Kind hint(String remedy) {
            return more(f -> f.hint(remedy));
        }

        Kind more(UnaryOperator<Failure> further) {
            return new Kind(pattern, f -> further.apply(with.apply(f)), make);
        }

        EdgeVirtException error(Failure failure) {
            return make.apply(with.apply(failure.outcome(Outcome.NOT_DONE)));
        }
    }

    private static Kind kind(String words, Function<Failure, EdgeVirtException> make) {
        return new Kind(Pattern.compile(words), f -> f, make);
    }
}
