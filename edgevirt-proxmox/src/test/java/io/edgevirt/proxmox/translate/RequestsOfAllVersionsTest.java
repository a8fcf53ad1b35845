package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.fake.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads the sources themselves: no request is written down in them that the official tables do not know. */
@DisplayName("Every request that the sources write down")
class RequestsOfAllVersionsTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final String WORDS = "(?:\"[^\"]*\"|\\w+)(?:\\s*\\+\\s*(?:\"[^\"]*\"|\\w+))*";
    private static final Pattern CALL =
            Pattern.compile("\\bCall\\s*\\.\\s*(get|post|put|delete)\\(\\s*(" + WORDS + ")");
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) =\\s*(" + WORDS + ");");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\w+)");
    private static final Pattern PARAMETER = Pattern.compile("\\.with(?:If|Secret)?\\(\\s*(?:\"([^\"]*)\"|([A-Z_]+)),");

    /** What stands for a word that is known only when the request is made, by file and word. */
    private static final Map<String, List<String>> LATER = Map.of(
            "CephPool.path", List.of("/nodes/{node}/ceph/osd", "/nodes/{node}/ceph/pool"),
            "OwnNode.place", List.of("{pci-id-or-mapping}", "{pciid}"),
            "SwitchRemoval.kind", List.of("qemu", "lxc"),
            "VolumeUse.kind", List.of("qemu", "lxc"),
            "SnapshotUse.kind", List.of("qemu", "lxc"),
            "MappingRequests.kind", List.of("pci", "usb"));

    /** Words that are known only when the request is made, and how those are written that make it. */
    private static final Map<String, Pattern> MADE = Map.of(
            "GET GuestRequests.command", Pattern.compile("\\bask\\(\\s*\"([a-z-]+)\""),
            "POST GuestRequests.command", Pattern.compile("\\border\\(\\s*\"([a-z-]+)\""),
            "POST PowerRequests.verb", Pattern.compile("\\bstatus\\(\\s*\"([a-z]+)\", node"));

    private static final Set<Release> FROM_8 = EnumSet.of(Release.PVE_8_4, Release.PVE_9_1);
    private static final Set<Release> UNTIL_8 = EnumSet.of(Release.PVE_7_4);
    private static final Set<Release> ONLY_9 = EnumSet.of(Release.PVE_9_1);

    /** What not all releases know; the drivers ask for the version before they send it. */
    private static final Map<String, Set<Release>> CONDITIONS = Map.ofEntries(
            Map.entry("GET /cluster/mapping/pci", FROM_8),
            Map.entry("GET /cluster/mapping/usb", FROM_8),
            Map.entry("POST /cluster/mapping/pci", FROM_8),
            Map.entry("POST /cluster/mapping/usb", FROM_8),
            Map.entry("DELETE /cluster/mapping/pci/{id}", FROM_8),
            Map.entry("DELETE /cluster/mapping/usb/{id}", FROM_8),
            Map.entry("GET /nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev", FROM_8),
            Map.entry("GET /nodes/{node}/hardware/pci/{pciid}/mdev", UNTIL_8),
            Map.entry("GET /cluster/ha/rules", ONLY_9),
            Map.entry("POST /cluster/ha/rules", ONLY_9),
            Map.entry("PUT /cluster/ha/rules/{rule}", ONLY_9),
            Map.entry("DELETE /cluster/ha/rules/{rule}", ONLY_9));

    private record Written(String where, String verb, String path, List<String> parameters) {
        String name() {
            return verb + " " + path;
        }

        Set<Release> known() {
            return Arrays.stream(Release.values())
                    .filter(r -> r.table().names().contains(name()))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Release.class)));
        }
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = String.valueOf(file.getFileName());
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Written> written() {
        Map<String, String> sources = sources();
        List<Written> all = new ArrayList<>();
        sources.forEach((file, text) -> {
            Map<String, String> constants = constants(text);
            for (MatchResult call : CALL.matcher(text).results().toList()) {
                String verb = call.group(1).toUpperCase(Locale.ROOT);
                List<String> names = parameters(text.substring(call.end()), constants);
                for (String path : paths(sources.values(), file, verb, call.group(2), constants)) {
                    all.add(new Written(file, verb, path, names));
                }
            }
        });
        return all;
    }

    private static Map<String, String> constants(String text) {
        Map<String, String> constants = new HashMap<>();
        for (MatchResult constant : CONSTANT.matcher(text).results().toList()) {
            StringBuilder value = new StringBuilder();
            boolean known = true;
            for (MatchResult word : WORD.matcher(constant.group(2)).results().toList()) {
                Optional<String> part = part(word, constants);
                known &= part.isPresent();
                value.append(part.orElse(""));
            }
            if (known) {
                constants.put(constant.group(1), value.toString());
            }
        }
        return constants;
    }

    private static Optional<String> part(MatchResult word, Map<String, String> constants) {
        return Optional.ofNullable(word.group(1)).or(() -> Optional.ofNullable(constants.get(word.group(2))));
    }

    /** All paths that the words may make. */
    private static List<String> paths(
            Iterable<String> sources, String file, String verb, String words, Map<String, String> constants) {
        List<String> paths = List.of("");
        for (MatchResult word : WORD.matcher(words).results().toList()) {
            List<String> parts = part(word, constants)
                    .map(List::of)
                    .orElseGet(() -> later(sources, verb, file + "." + word.group(2)));
            assertTrue(!parts.isEmpty(), () -> "what " + word.group() + " stands for in " + file + " is not told here");
            paths = paths.stream()
                    .flatMap(path -> parts.stream().map(path::concat))
                    .toList();
        }
        return paths;
    }

    private static List<String> later(Iterable<String> sources, String verb, String word) {
        Set<String> found = new TreeSet<>(LATER.getOrDefault(word, List.of()));
        Pattern maker = MADE.get(verb + " " + word);
        if (maker != null) {
            sources.forEach(text -> maker.matcher(text).results().forEach(match -> found.add(match.group(1))));
        }
        return List.copyOf(found);
    }

    /** The parameters given in the same statement, before another request. */
    private static List<String> parameters(String rest, Map<String, String> constants) {
        String statement = rest.substring(0, rest.indexOf(';'));
        Matcher next = CALL.matcher(statement);
        String own = next.find() ? statement.substring(0, next.start()) : statement;
        return PARAMETER
                .matcher(own)
                .results()
                .flatMap(p ->
                        Optional.ofNullable(p.group(1))
                                .or(() -> Optional.ofNullable(constants.get(p.group(2))))
                                .stream())
                .toList();
    }

    @Test
    @DisplayName("is found in the sources")
    void found() {
        Set<String> names = written().stream().map(Written::name).collect(Collectors.toSet());

        assertTrue(names.contains("POST /nodes/{node}/qemu"), names::toString);
        assertTrue(names.contains("POST /nodes/{node}/qemu/{vmid}/status/shutdown"), names::toString);
        assertTrue(names.size() > 100, names::toString);
    }

    @Test
    @DisplayName("is one of all releases, or of those that are named here")
    void releases() {
        Map<String, Set<Release>> partly = new TreeMap<>();
        for (Written call : written()) {
            Set<Release> known = call.known();
            assertTrue(!known.isEmpty(), () -> "no release knows " + call.name() + " of " + call.where());
            if (known.size() < Release.values().length) {
                partly.put(call.name(), known);
            }
        }
        assertEquals(new TreeMap<>(CONDITIONS), partly);
    }

    @Test
    @DisplayName("has parameters that each release which has it knows")
    void parameters() {
        for (Written call : written()) {
            for (Release release : call.known()) {
                for (String parameter : call.parameters()) {
                    String objections =
                            release.table().objections(call.verb(), call.path(), Map.of(parameter, List.of("")));
                    assertTrue(
                            !objections.contains(parameter + "=property is not defined"),
                            () -> call + " with " + parameter + " on " + release + ": " + objections);
                }
            }
        }
    }
}
