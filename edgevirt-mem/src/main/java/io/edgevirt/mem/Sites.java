package io.edgevirt.mem;

import io.edgevirt.spi.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The systems of this JVM that have a name. */
final class Sites {

    private static final int MOST_HOSTS = 1000;
    private static final Map<String, InMemory> NAMED = new HashMap<>();

    private Sites() {}

    static InMemory connected(Endpoint endpoint) {
        String name = endpoint.host().orElse("") + endpoint.path();
        return site(name, endpoint.query());
    }

    /** The system of a name with parameters, written as in a URI behind {@code mem:}. */
    static InMemory site(String text) {
        int mark = text.indexOf('?');
        Map<String, String> query = new HashMap<>();
        if (mark >= 0) {
            for (String part : text.substring(mark + 1).split("&")) {
                int equals = part.indexOf('=');
                query.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
            }
        }
        return site(mark < 0 ? text : text.substring(0, mark), query);
    }

    private static InMemory site(String name, Map<String, String> query) {
        refuseUnknown(query);
        refuseLogin(name);
        if (name.isEmpty()) {
            return made(name, query);
        }
        synchronized (NAMED) {
            InMemory there = NAMED.get(name);
            if (there == null) {
                there = made(name, query);
                NAMED.put(name, there);
            } else {
                refuseOther(there, query);
            }
            return there;
        }
    }

    static boolean forget(String name) {
        synchronized (NAMED) {
            return NAMED.remove(name) != null;
        }
    }

    private static InMemory made(String name, Map<String, String> query) {
        Preset preset = preset(query).orElse(Preset.NEUTRAL);
        World world = new World(name, preset);
        world.strict(flag(query, "strict"));
        int hosts = query.containsKey("hosts") ? hosts(query.get("hosts")) : preset.hosts();
        Contents.fill(world, hosts, flag(query, "bare"));
        return new InMemory(world);
    }

    private static Optional<Preset> preset(Map<String, String> query) {
        return query.containsKey("preset") ? Optional.of(Preset.of(query.get("preset"))) : Optional.empty();
    }

    private static boolean flag(Map<String, String> query, String key) {
        String value = query.getOrDefault(key, "false");
        if (!value.equals("true") && !value.equals("false") && !value.isEmpty()) {
            throw Problems.invalid(key, value, "it is true or false", "choose one");
        }
        return !value.equals("false");
    }

    private static int hosts(String text) {
        try {
            int hosts = Integer.parseInt(text);
            if (hosts >= 1 && hosts <= MOST_HOSTS) {
                return hosts;
            }
        } catch (NumberFormatException e) {
            throw Problems.invalid("hosts", text, "it is a number", "give 1 to " + MOST_HOSTS);
        }
        throw Problems.invalid("hosts", text, "there are 1 to " + MOST_HOSTS + " hosts", "give such a number");
    }

    private static void refuseUnknown(Map<String, String> query) {
        for (String key : query.keySet()) {
            if (!key.equals("preset") && !key.equals("hosts") && !key.equals("strict") && !key.equals("bare")) {
                // not its value, which may be a password
                throw Problems.invalid(key, "(not shown)", "mem: knows preset, hosts, strict and bare", "remove it");
            }
        }
    }

    /** What stands before an @ was meant to be a login, and a system's name is printed. */
    private static void refuseLogin(String name) {
        if (name.indexOf('@') >= 0) {
            throw Problems.invalid("name", "(not shown)", "a name without @: mem: takes no login", "leave it out");
        }
    }

    private static void refuseOther(InMemory there, Map<String, String> query) {
        Preset is = there.world().preset();
        preset(query).filter(wanted -> wanted != is).ifPresent(wanted -> {
            throw Problems.invalid(
                    "preset",
                    wanted.text(),
                    "'" + there.world() + "' is there already, as " + is.text(),
                    "forget it first, or choose another name");
        });
    }
}
