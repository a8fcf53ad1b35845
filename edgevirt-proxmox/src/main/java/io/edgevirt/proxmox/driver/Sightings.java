package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.read.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection saw of machines. Proxmox VE gives a VMID again as soon as it is free, and its listing has nothing by
 * which two machines of one VMID differ; so it is counted here how often a VMID was seen to change hands. Thread-safe.
 */
final class Sightings {

    /** How long listings may tell what was: the nodes tell each other what they have every ten seconds. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private final Map<String, Seen> machines = new HashMap<>();
    /** Names that machines are being made with. */
    private final Set<String> claimed = new HashSet<>();
    /** When this connection last gave any machine another name. */
    private Instant renaming = Instant.MIN;
    /** How many listings there were. */
    private long listings;

    /** One VMID: which machine in a row it is, and what is known of that one. */
    private static final class Seen {
        private int life;
        private boolean there;
        /** The last listing that had it. */
        private long listing;
        /** When the latest listing that had it was asked for. */
        private Instant shown = Instant.MIN;

        private Instant since = Instant.MIN;
        private @Nullable String node;
        private @Nullable String name;
        private Instant renamed = Instant.MIN;
        /** The names it had before it was renamed, which listings may still have. */
        private final Set<String> formerly = new HashSet<>();
        /** A listing had its name: one that has none now has another machine. */
        private boolean listed;

        private @Nullable String uuid;
        /** The uuid from before a listing had another name for the VMID: renamed, or another machine. */
        private @Nullable String before;
        /** The first life that is this machine's; later ones are where its name was doubted in vain. */
        private int first;

        private boolean unproven;
        /** Made by this connection, and in no listing yet. */
        private boolean fresh;
        /** When the task ended that makes it; until then it may be nowhere. */
        private Instant made = Instant.MIN;

        private void end() {
            life++;
            first = life;
            before = null;
            there = false;
            shown = Instant.MIN;
            node = null;
            name = null;
            renamed = Instant.MIN;
            formerly.clear();
            listed = false;
            uuid = null;
            unproven = false;
            fresh = false;
            made = Instant.MIN;
        }

        /** Somebody renamed the machine, or it is another one, which only its uuid can tell. */
        private void doubt() {
            if (uuid != null) {
                before = uuid;
                uuid = null;
                life++;
            }
        }

        private void settle(String told) {
            if (before != null && !told.isEmpty()) {
                first = before.equalsIgnoreCase(told) ? first : life;
                before = null;
            }
        }

        /** Whether a listing that was asked for at that moment or later may be without it. */
        private boolean mayBeMissed(Instant asked) {
            return !since.isBefore(asked) || !shown.isBefore(asked) || fresh && !made.isBefore(asked);
        }

        /** Whether a row of a listing is of the machine that had the VMID before: listings have its name for a while. */
        private boolean after(Optional<String> listedName, Instant asked) {
            return there
                    && fresh
                    && name != null
                    && listedName.filter(n -> !n.equals(name)).isPresent()
                    && !since.plus(LAG).isBefore(asked);
        }

        /** Whether a listing that does not have it tells that it is gone, rather than what was before it was there. */
        private boolean missing(Instant asked) {
            return since.plus(fresh ? LAG : Duration.ZERO).isBefore(asked) && !asked.isBefore(shown);
        }

        private void begin() {
            if (!there) {
                there = true;
                since = Instant.now();
            }
        }
    }

    /** A machine is on a node. */
    synchronized void seen(String vmid, String node) {
        seenOn(vmid, node);
    }

    private Seen seenOn(String vmid, String node) {
        Seen seen = machines.computeIfAbsent(vmid, v -> new Seen());
        seen.begin();
        seen.node = node;
        return seen;
    }

    /** This connection made a machine: what was of that VMID before is gone. */
    synchronized void born(String vmid, String node, Optional<String> uuid) {
        Seen seen = machines.computeIfAbsent(vmid, v -> new Seen());
        if (seen.there) {
            seen.end();
        }
        seen.begin();
        seen.node = node;
        seen.uuid = uuid.orElse(null);
        seen.fresh = true;
        seen.made = Instant.MAX;
    }

    /** The task that makes a machine has ended, well or not: from now on listings tell whether it is there. */
    synchronized void made(String vmid) {
        Seen seen = machines.get(vmid);
        if (seen != null && seen.made.equals(Instant.MAX)) {
            seen.made = Instant.now();
        }
    }

    /**
     * Claims a name for a machine that is to be made. Proxmox VE itself lets several have one.
     *
     * @param planned when it was begun to look that none has it
     * @return false if this connection is making one of that name, or has made or seen one since
     */
    synchronized boolean claim(String name, Instant planned) {
        boolean taken = machines.values().stream()
                .anyMatch(seen -> seen.there && name.equals(seen.name) && seen.mayBeMissed(planned));
        return !taken && claimed.add(name);
    }

    /** The machine is there under its name, or will not be. */
    synchronized void release(String name) {
        claimed.remove(name);
    }

    /** The request that made a machine got no reply: its VMID may be a stranger's, which its uuid will tell. */
    synchronized void unproven(String vmid) {
        machines.computeIfAbsent(vmid, v -> new Seen()).unproven = true;
    }

    /** Whether the machine must show its uuid before it is taken for ours. */
    synchronized boolean isUnproven(String vmid) {
        Seen seen = machines.get(vmid);
        return seen != null && seen.unproven;
    }

    /** A machine is not where it was, or is no more. */
    synchronized void lost(String vmid) {
        Seen seen = machines.get(vmid);
        if (seen != null) {
            seen.node = null;
        }
    }

    /** A machine was asked for and is no more. */
    synchronized void gone(String vmid) {
        Seen seen = machines.get(vmid);
        if (seen != null && seen.there) {
            seen.end();
        }
    }

    /**
     * A whole listing. What it does not have, and had been seen before it was asked for, is gone.
     *
     * @param nameless the VMIDs whose names others told than the listing
     * @param asked when it was asked for
     */
    synchronized void all(List<Json> rows, Set<String> nameless, Instant asked) {
        listings++;
        for (Json row : rows) {
            if (row.text("type").orElse("").equals("qemu")) {
                row.text("vmid").ifPresent(vmid -> listed(vmid, row, nameless, asked));
            }
        }
        for (Seen seen : machines.values()) {
            if (seen.listing == listings) {
                seen.fresh = false;
                seen.shown = asked.isAfter(seen.shown) ? asked : seen.shown;
            } else if (seen.there && seen.missing(asked)) {
                seen.end();
            }
        }
    }

    private void listed(String vmid, Json row, Set<String> nameless, Instant asked) {
        Optional<String> node = row.text("node");
        Optional<String> name = row.text("name").filter(n -> !n.isEmpty());
        Seen known = machines.get(vmid);
        if (node.isEmpty() || known != null && known.after(name, asked)) {
            return;
        }
        Seen seen = seenOn(vmid, node.get());
        seen.listing = listings;
        if (name.isPresent()) {
            seen.listed |= !nameless.contains(vmid);
            if (seen.name != null && !seen.name.equals(name.get())) {
                seen.doubt();
            }
            seen.name = name.get();
        }
    }

    /** A machine's name, for listings that do not have it yet. */
    synchronized void name(String vmid, String name) {
        Seen seen = machines.get(vmid);
        if (seen != null) {
            seen.name = name;
        }
    }

    /** This connection gave a machine another name, which listings have later. */
    synchronized void renamed(String vmid, String name) {
        Seen seen = machines.get(vmid);
        if (seen != null) {
            if (!lately(seen.renamed)) {
                seen.formerly.clear();
            }
            if (seen.name != null) {
                seen.formerly.add(seen.name);
            }
            seen.name = name;
            seen.renamed = Instant.now();
            renaming = seen.renamed;
        }
    }

    /** Whether listings may have a name from before. */
    synchronized boolean renamedLately() {
        return lately(renaming);
    }

    private static boolean lately(Instant renamed) {
        // the clock is not asked for each machine of a long listing
        return !renamed.equals(Instant.MIN) && !renamed.isBefore(Instant.now().minus(LAG));
    }

    /**
     * The name that a machine was given so lately that a listing may have the one before.
     *
     * @param listed the name that the listing has
     */
    synchronized Optional<String> lately(String vmid, String listed) {
        Seen seen = machines.get(vmid);
        return seen != null && lately(seen.renamed) && seen.formerly.contains(listed)
                ? Optional.ofNullable(seen.name)
                : Optional.empty();
    }

    /** The name of a machine that no listing had a name of yet. */
    synchronized Optional<String> unlisted(String vmid) {
        Seen seen = machines.get(vmid);
        return seen == null || seen.listed ? Optional.empty() : Optional.ofNullable(seen.name);
    }

    synchronized Optional<String> name(String vmid) {
        Seen seen = machines.get(vmid);
        return seen == null ? Optional.empty() : Optional.ofNullable(seen.name);
    }

    synchronized Optional<String> node(String vmid) {
        Seen seen = machines.get(vmid);
        return seen == null ? Optional.empty() : Optional.ofNullable(seen.node);
    }

    /** Since when the VMID has been seen to be this machine's. */
    synchronized Optional<Instant> since(String vmid) {
        Seen seen = machines.get(vmid);
        return seen == null || !seen.there ? Optional.empty() : Optional.of(seen.since);
    }

    /** Tells a machine from earlier ones of its VMID. */
    synchronized String stamp(String vmid) {
        Seen seen = machines.get(vmid);
        return seen == null || seen.life == 0 ? "" : Integer.toString(seen.life);
    }

    /** Whether only the machine's uuid can tell if a stamp is its own. */
    synchronized boolean doubtful(String vmid, String stamp) {
        Seen seen = machines.get(vmid);
        return seen != null && seen.before != null && life(stamp) >= seen.first && life(stamp) < seen.life;
    }

    /** Whether a stamp is that of the machine that has the VMID now. */
    synchronized boolean fits(String vmid, String stamp) {
        Seen seen = machines.get(vmid);
        int life = life(stamp);
        return seen == null ? life == 0 : life >= seen.first && life <= seen.life;
    }

    private static int life(String stamp) {
        return stamp.isEmpty() ? 0 : Integer.parseInt(stamp);
    }

    /**
     * Whether a uuid is the one that the machine was known by; it is remembered from the first time on.
     *
     * @return false if it is another: then a machine of its own has begun
     */
    synchronized boolean same(String vmid, String uuid) {
        Seen seen = machines.computeIfAbsent(vmid, v -> new Seen());
        seen.settle(uuid);
        boolean same = uuid.isEmpty() || seen.uuid == null || seen.uuid.equalsIgnoreCase(uuid);
        if (!same) {
            String node = seen.node;
            seen.end();
            seen.begin();
            seen.node = node;
        }
        if (!uuid.isEmpty()) {
            seen.uuid = uuid;
            seen.unproven = false;
        }
        return same;
    }
}
