package io.edgevirt.vsphere.read;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where things lie: inventory paths such as {@code /DC/vm/folder/name}, made of a bulk read of what holds other things.
 * In a path a {@code /} of a name is written {@code %2f}, a {@code \} {@code %5c}, and a percent sign {@code %25}.
 * Immutable but for what it remembers; for one thread.
 */
public final class Paths {

    /** What must be read besides, in the same listing, so that paths of machines can be told. */
    public static final List<Selection> OF_MACHINES = List.of(
            Selection.of("Datacenter", "name", "parent"),
            Selection.of("Folder", "name", "parent"),
            Selection.of("VirtualApp", "name", "parentFolder", "parentVApp"));

    /** What must be read besides so that paths of hosts, clusters and pools of resources can be told. */
    public static final List<Selection> OF_HOSTS = List.of(
            Selection.of("Datacenter", "name", "parent"),
            Selection.of("Folder", "name", "parent"),
            Selection.of("ComputeResource", "name", "parent"));

    /** What must be read besides so that paths of datastores and networks can be told. */
    public static final List<Selection> OF_FOLDERS =
            List.of(Selection.of("Datacenter", "name", "parent"), Selection.of("Folder", "name", "parent"));

    /** The ways from an object up to the root, to read one object with all that it lies in. */
    public static final List<Way> UP = List.of(
            new Way("parent", "ManagedEntity", "parent"),
            new Way("vApp", "VirtualMachine", "parentVApp"),
            new Way("outerVApp", "VirtualApp", "parentVApp"),
            new Way("vAppFolder", "VirtualApp", "parentFolder"));

    private final Map<String, Managed> holders = new HashMap<>();
    private final Map<String, Optional<String>> known = new HashMap<>();

    private Paths() {}

    /**
     * Makes paths of a listing.
     *
     * @param objects the objects, among them all that hold others
     * @param root the id of the root folder, which is no part of a path
     * @return the paths
     */
    public static Paths of(Collection<Managed> objects, String root) {
        Paths paths = new Paths();
        for (Managed object : objects) {
            paths.holders.put(object.id(), object);
        }
        paths.known.put(root, Optional.of(""));
        return paths;
    }

    /**
     * An object's path.
     *
     * @param object any object
     * @return empty where the login may not see all that it lies in
     */
    public Optional<String> path(Managed object) {
        Optional<String> name = object.text("name").map(n -> "/" + Names.kept(Names.plain(n)));
        return name.flatMap(n -> parent(object).flatMap(this::holder).map(h -> h + n));
    }

    /**
     * The plain name of an object of the listing.
     *
     * @param id its id
     * @return empty where it is not in the listing or its name may not be read
     */
    public Optional<String> name(String id) {
        return Optional.ofNullable(holders.get(id)).flatMap(h -> h.text("name")).map(Names::plain);
    }

    /** The path of what holds something; chains that bite their own tail end nowhere. */
    private Optional<String> holder(String id) {
        Deque<Managed> way = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        String next = id;
        while (!known.containsKey(next)) {
            Managed holder = holders.get(next);
            Optional<String> above = holder == null || !seen.add(next) ? Optional.empty() : parent(holder);
            if (holder == null || above.isEmpty()) {
                known.put(next, Optional.empty());
                break;
            }
            way.push(holder);
            next = above.get();
        }
        Optional<String> path = known.getOrDefault(next, Optional.empty());
        for (Managed holder : way) {
            path = path.flatMap(p -> holder.text("name").map(n -> p + "/" + Names.kept(Names.plain(n))));
            known.put(holder.id(), path);
        }
        return path;
    }

    private static Optional<String> parent(Managed object) {
        return object.at("parent").value().or(() -> object.text("parentVApp")).or(() -> object.text("parentFolder"));
    }

    /**
     * Whether a thing is meant by what a user wrote.
     *
     * @param wanted a name, a path that begins with {@code /}, or an id
     * @param id the thing's id
     * @param name its plain name
     * @param path its path, if that is known, else an empty text
     * @return true if one of them fits; in a path both escaped and plain percent signs and backslashes are understood
     */
    public static boolean fits(String wanted, String id, String name, String path) {
        return wanted.equals(id)
                || wanted.equals(name)
                || wanted.startsWith("/") && !path.isEmpty() && parts(wanted).equals(parts(path));
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/", -1)).map(Names::plain).toList();
    }
}
