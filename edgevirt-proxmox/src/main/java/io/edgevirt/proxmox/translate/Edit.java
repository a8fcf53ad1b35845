package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Argument;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a machine's configuration, before it is a request. Immutable.
 *
 * @param values what is set, in order
 * @param deletes keys that are removed
 * @param reverts keys of which what waits for the next start is dropped
 * @param force whether the files of removed disks are removed as well
 */
public record Edit(List<Argument> values, List<String> deletes, List<String> reverts, boolean force) {

    private static final String PATH = "/nodes/{node}/qemu/{vmid}/config";
    private static final String BOOT = "boot";

    /** What Proxmox VE sets on a running machine without touching the guest; all else may wait for the next start. */
    private static final Set<String> LIVE = Set.of(
            "name",
            "description",
            "tags",
            "onboot",
            "protection",
            "startup",
            "shares",
            "hookscript",
            "vmstatestorage",
            "cipassword");

    // Copies the lists.
    public Edit {
        values = List.copyOf(values);
        deletes = List.copyOf(deletes);
        reverts = List.copyOf(reverts);
    }

    /**
     * A change of nothing.
     *
     * @return the empty change
     */
    public static Edit none() {
        return new Edit(List.of(), List.of(), List.of(), false);
    }

    /**
     * The same with a value.
     *
     * @param key the key
     * @param value its value
     * @return the longer change
     */
    public Edit set(String key, String value) {
        return with(new Argument(key, value, false));
    }

    /**
     * The same with a value that is masked where a person may read it.
     *
     * @param key the key
     * @param value its value
     * @return the longer change
     */
    public Edit secret(String key, String value) {
        return with(new Argument(key, value, true));
    }

    private Edit with(Argument argument) {
        List<Argument> more = new ArrayList<>(values);
        more.removeIf(a -> a.name().equals(argument.name()));
        more.add(argument);
        List<String> fewer = new ArrayList<>(deletes);
        fewer.remove(argument.name());
        return new Edit(more, fewer, reverts, force);
    }

    /**
     * The same with a key that is removed.
     *
     * @param key the key
     * @return the longer change
     */
    public Edit delete(String key) {
        List<String> more = new ArrayList<>(deletes);
        more.add(key);
        return new Edit(values, more, reverts, force);
    }

    /**
     * The same with a key of which what waits is dropped.
     *
     * @param key the key
     * @return the longer change
     */
    public Edit revert(String key) {
        List<String> more = new ArrayList<>(reverts);
        more.add(key);
        return new Edit(values, deletes, more, force);
    }

    /**
     * The same with the files of removed disks.
     *
     * @return the change that removes them as well
     */
    public Edit withFiles() {
        return new Edit(values, deletes, reverts, true);
    }

    /**
     * Whether nothing is changed.
     *
     * @return true for the empty change
     */
    public boolean isEmpty() {
        return values.isEmpty() && deletes.isEmpty() && reverts.isEmpty();
    }

    /**
     * The keys that are set or removed.
     *
     * @return the keys, in order
     */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        values.forEach(a -> keys.add(a.name()));
        keys.addAll(deletes);
        return keys;
    }

    /**
     * Whether Proxmox VE carries all of it out at once, whatever the machine does.
     *
     * @return false if part of it may wait for the next start
     */
    public boolean live() {
        return LIVE.containsAll(keys());
    }

    /**
     * The request that is carried out when its reply comes.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param digest of the configuration that was read; a later one is refused to be changed
     * @return the request
     */
    public Call now(String node, String vmid, Optional<String> digest) {
        return filled(Call.put(PATH, node, vmid), digest);
    }

    /**
     * The request whose reply is a task, for what takes time: disks, and devices of a machine that runs.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param digest of the configuration that was read; a later one is refused to be changed
     * @return the request
     */
    public Call asTask(String node, String vmid, Optional<String> digest) {
        return filled(Call.post(PATH, node, vmid), digest);
    }

    private Call filled(Call begun, Optional<String> digest) {
        Call call = begun;
        for (Argument a : values) {
            call = a.secret() ? call.withSecret(a.name(), a.value()) : call.with(a.name(), a.value());
        }
        if (!deletes.isEmpty()) {
            call = call.with("delete", String.join(",", deletes));
        }
        if (!reverts.isEmpty()) {
            call = call.with("revert", String.join(",", reverts));
        }
        if (force) {
            call = call.with("force", true);
        }
        return call.withIf("digest", digest);
    }

    /**
     * Whether a configuration is as this change leaves it, at the latest after the next start. What is secret cannot be
     * compared, and does not count.
     *
     * @param config the configuration
     * @return true if it is
     */
    public boolean heldBy(Configuration config) {
        return values.stream()
                        .filter(a -> !a.secret())
                        .allMatch(a ->
                                config.later(a.name()).filter(a.value()::equals).isPresent())
                && deletes.stream().allMatch(k -> config.later(k).isEmpty());
    }

    /**
     * What of this change waits for the next start.
     *
     * @param config the configuration as it is now
     * @return the keys
     */
    public List<String> waiting(Configuration config) {
        return config.waiting(keys());
    }

    /**
     * How to take this change back: what waits is dropped, what is in effect becomes what it was, and what somebody else
     * has set since stays. Secrets cannot be read, so they stay as well.
     *
     * @param before the configuration that was changed
     * @param now the configuration as it is now
     * @return the change back; empty if there is nothing to take back
     */
    public Edit back(Configuration before, Configuration now) {
        Edit back = none();
        for (String key : keys()) {
            if (values.stream().noneMatch(a -> a.name().equals(key) && a.secret())) {
                back = back.back(key, before, now);
            }
        }
        // Removing a disk takes it out of the boot order, which waits for the next start of a machine that runs.
        boolean ordered = !keys().contains(BOOT)
                && !now.waiting(List.of(BOOT)).isEmpty()
                && before.waiting(List.of(BOOT)).isEmpty();
        return ordered ? back.revert(BOOT) : back;
    }

    private Edit back(String key, Configuration before, Configuration now) {
        boolean same = now.get(key).equals(before.get(key));
        if (same && now.later(key).equals(before.later(key))) {
            return this;
        }
        if (same && before.later(key).equals(before.get(key))) {
            return revert(key);
        }
        return before.later(key).map(v -> set(key, v)).orElseGet(() -> delete(key));
    }
}
