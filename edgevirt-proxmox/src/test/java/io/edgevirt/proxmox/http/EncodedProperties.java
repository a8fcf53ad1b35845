package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("What stands in a request")
class EncodedProperties {

    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "../x",
            "a/b",
            "/",
            "%2e%2e",
            "%2F",
            "a\0b",
            "a\nb",
            "a;b",
            "a&b=c",
            "a?b",
            "a#b",
            "a+b",
            " ",
            "\ud800",
            "ä",
            "\ud83d\ude00",
            "'\"<>",
            "x".repeat(10_000),
            "pve1/qemu/100",
            "\\",
            "{node}");

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.of(HOSTILE), Arbitraries.strings().ofMaxLength(30));
    }

    /** As pveproxy does: the whole path is decoded, then taken apart. */
    private static List<String> asRead(String path) {
        return List.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                .substring(1)
                .split("/", -1));
    }

    /** As pveproxy does: values are parted at {@code &} and {@code ;}. */
    private static List<String> values(String parameters) {
        List<String> values = new ArrayList<>();
        for (String pair : parameters.split("[&;]")) {
            String[] parts = pair.split("=", -1);
            assertEquals(2, parts.length, pair);
            values.add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    @Property(tries = 500)
    @Label("as a name in the path arrives as that one name, or is refused by the place's name")
    void segment(@ForAll("names") String name) {
        Call call = Call.get("/nodes/{node}/qemu/{vmid}/config", "pve1", name);
        try {
            assertEquals(List.of("nodes", "pve1", "qemu", name, "config"), asRead(Encoded.path(call)));
        } catch (InvalidSpecException e) {
            assertEquals("vmid", e.violations().get(0).field());
        }
    }

    @Property(tries = 500)
    @Label("as a parameter arrives whole, or is refused by its name")
    void parameter(@ForAll("names") String value) {
        Call call = Call.put("/x").with("first", value).with("second", value);
        try {
            assertEquals(List.of(value, value), values(Encoded.parameters(call)));
        } catch (InvalidSpecException e) {
            assertEquals("first", e.violations().get(0).field());
            assertTrue(value.indexOf('\0') >= 0
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(value));
        }
    }

    @Property(tries = 300)
    @Label("as a path segment is no other than ASCII, and leads nowhere else")
    void ascii(@ForAll("names") String name) {
        try {
            String path = Encoded.path(Call.get("/storage/{storage}", name));
            assertTrue(path.matches("/storage/[A-Za-z0-9%*_.-]+"), path);
        } catch (InvalidSpecException e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Example
    @Label("as a volume may hold slashes, and no way out")
    void volumes() {
        String path = "/nodes/{node}/storage/{storage}/content/{volume}";

        assertEquals(
                "/nodes/pve1/storage/local/content/local%3Aiso%2Fa.iso",
                Encoded.path(Call.get(path, "pve1", "local", "local:iso/a.iso")));
        assertThrows(
                InvalidSpecException.class,
                () -> Encoded.path(Call.get(path, "pve1", "local", "local:iso/../../config")));
    }

    @Example
    @Label("as a flag is 1 or 0, and as a number its digits")
    void plain() {
        assertEquals(
                "full=1&start=0&newid=123456789",
                Encoded.parameters(
                        Call.post("/x").with("full", true).with("start", false).with("newid", 123_456_789)));
    }
}
