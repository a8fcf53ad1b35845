package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.read.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What a connection saw of machines")
class SightingsTest {

    private static final String ID = "106";
    private static final String FIRST = "11111111-2222-3333-4444-555555555555";
    private static final String SECOND = "99999999-2222-3333-4444-555555555555";

    private final Sightings sightings = new Sightings();

    /** What a node tells of its machines, by name; each asking of it is counted. */
    private String atNode = "";

    private int asked;

    private Json row(String name, String... more) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("type", "qemu", "vmid", ID, "node", "pve1"));
        if (!name.isEmpty()) {
            fields.put("name", name);
        }
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return Json.of(fields);
    }

    /** A listing has the machine under this name, or without one; returns the name that is made of it. */
    private String listed(String name, String node) {
        List<Json> rows = List.of(Json.of(Map.of("type", "node", "node", "pve1", "status", node)), row(name));
        Listed listed = new Listed(rows, sightings);
        List<Json> whole = listed.completed(n -> {
            asked++;
            return List.of(row(atNode));
        });
        sightings.all(whole, listed.nameless(), Instant.now());
        return whole.get(1).text("name").orElse("");
    }

    private String listed(String name) {
        return listed(name, "online");
    }

    private void unlisted() {
        sightings.all(List.of(), Set.of(), Instant.now().plusSeconds(60));
    }

    @Test
    @DisplayName("a VMID that a listing lacked belongs to another machine when it comes again")
    void again() {
        listed("a");
        String stamp = sightings.stamp(ID);
        unlisted();
        listed("a");

        assertFalse(sightings.fits(ID, stamp));
        assertTrue(sightings.fits(ID, sightings.stamp(ID)));
    }

    @Test
    @DisplayName("a machine that was just made is not taken for gone by a listing that lags")
    void lag() {
        sightings.born(ID, "pve1", Optional.of(FIRST));
        String stamp = sightings.stamp(ID);
        sightings.all(List.of(), Set.of(), Instant.now().plusSeconds(2));

        assertEquals(Optional.of("pve1"), sightings.node(ID));
        assertTrue(sightings.fits(ID, stamp));
    }

    @Test
    @DisplayName("a listing that was asked for before one that has the machine does not tell that it is gone")
    void outOfOrder() {
        sightings.born(ID, "pve1", Optional.of(FIRST));
        Instant early = Instant.now().plusSeconds(1);
        sightings.all(List.of(row("a")), Set.of(), early.plusMillis(1));
        sightings.all(List.of(), Set.of(), early);

        assertEquals(Optional.of("pve1"), sightings.node(ID));
    }

    @Nested
    @DisplayName("a name")
    class Claims {

        private void born(String name) {
            sightings.born(ID, "pve1", Optional.of(FIRST));
            sightings.name(ID, name);
        }

        @Test
        @DisplayName("is claimed by one at a time")
        void once() {
            assertTrue(sightings.claim("a", Instant.now()));
            assertFalse(sightings.claim("a", Instant.now()));
            sightings.release("a");

            assertTrue(sightings.claim("a", Instant.now()));
        }

        @Test
        @DisplayName("is taken while the task that makes a machine of that name runs, whatever listings tell")
        void beingMade() {
            born("a");
            sightings.all(List.of(), Set.of(), Instant.now().plusSeconds(1));

            assertFalse(sightings.claim("a", Instant.now().plusSeconds(1)));
        }

        @Test
        @DisplayName("is kept although a listing that lags still has the machine that had the VMID before")
        void givenAgain() {
            Instant planned = Instant.now();
            born("a");
            sightings.all(List.of(row("before")), Set.of(), planned.plusMillis(1));

            assertEquals(Optional.of("a"), sightings.name(ID));
            assertFalse(sightings.claim("a", planned));
        }

        @Test
        @DisplayName("is not taken by a machine that listings lack after its task ended: it failed, or is gone")
        void made() {
            born("a");
            sightings.made(ID);

            assertFalse(sightings.claim("a", Instant.EPOCH));
            assertTrue(sightings.claim("a", Instant.now().plusSeconds(1)));
        }

        @Test
        @DisplayName("is taken if the machine came into a listing after it was looked for, in another")
        void listedSince() {
            born("a");
            Instant planned = Instant.now().plusSeconds(1);
            sightings.all(List.of(row("a")), Set.of(), planned.plusSeconds(1));

            assertFalse(sightings.claim("a", planned));
        }
    }

    @Test
    @DisplayName(
            "a VMID under another name and with another uuid is another machine's; who saw it under that name means it")
    void replaced() {
        listed("a");
        sightings.same(ID, FIRST);
        String old = sightings.stamp(ID);
        listed("b");
        String now = sightings.stamp(ID);

        assertTrue(sightings.doubtful(ID, old));
        assertFalse(sightings.doubtful(ID, now));
        assertTrue(sightings.same(ID, SECOND));
        assertFalse(sightings.fits(ID, old));
        assertTrue(sightings.fits(ID, now));
    }

    @Test
    @DisplayName("a VMID under another name and with the same uuid is the same machine, renamed")
    void renamed() {
        listed("a");
        sightings.same(ID, FIRST);
        String old = sightings.stamp(ID);
        listed("b");
        String now = sightings.stamp(ID);

        assertTrue(sightings.same(ID, FIRST));
        assertTrue(sightings.fits(ID, old));
        assertTrue(sightings.fits(ID, now));
    }

    @Test
    @DisplayName("another uuid under the same name is another machine's")
    void stranger() {
        listed("a");
        sightings.same(ID, FIRST);
        String old = sightings.stamp(ID);

        assertFalse(sightings.same(ID, SECOND));
        assertFalse(sightings.fits(ID, old));
    }

    @Test
    @DisplayName("a name that this connection gave wins over a listing that has one before")
    void lately() {
        listed("a");
        sightings.same(ID, FIRST);
        sightings.renamed(ID, "b");
        sightings.renamed(ID, "c");

        assertEquals("c", listed("a"));
        assertEquals("c", listed("b"));
        assertEquals("c", listed("c"));
        assertFalse(sightings.doubtful(ID, ""));
    }

    @Test
    @DisplayName("a name that neither this connection gave nor the machine had before is told as it is listed")
    void other() {
        listed("a");
        sightings.same(ID, FIRST);
        sightings.renamed(ID, "b");

        assertEquals("z", listed("z"));
        assertTrue(sightings.doubtful(ID, ""));
    }

    @Test
    @DisplayName("a machine that this connection made has its name in listings that lag, without asking its node")
    void young() {
        sightings.born(ID, "pve1", Optional.of(FIRST));
        sightings.name(ID, "a");

        assertEquals("a", listed(""));
        assertEquals("a", listed(""));
        assertEquals(0, asked);
    }

    @Test
    @DisplayName("a VMID that is listed without a name after it had one is not shown under it: its node is asked")
    void successor() {
        listed("a");
        sightings.same(ID, FIRST);
        String old = sightings.stamp(ID);
        atNode = "b";

        assertEquals("b", listed(""));
        assertEquals(1, asked);
        assertTrue(sightings.doubtful(ID, old));
    }

    @Test
    @DisplayName("a machine whose node is down keeps the name that it had")
    void down() {
        listed("a");

        assertEquals("a", listed("", "offline"));
        assertEquals(0, asked);
    }
}
