package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.read.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a connection saw of machines")
class SightingsTest {

    private static final String ID = "106";
    private static final String FIRST = "11111111-2222-3333-4444-555555555555";
    private static final String SECOND = "99999999-2222-3333-4444-555555555555";

    private final Sightings sightings = new Sightings();

    private void listed(String name) {
        Json row = Json.of(Map.of("type", "qemu", "vmid", ID, "node", "pve1", "name", name));
        sightings.all(List.of(row), Instant.now());
    }

    private void unlisted() {
        sightings.all(List.of(), Instant.now().plusSeconds(60));
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
        sightings.all(List.of(), Instant.now().plusSeconds(2));

        assertEquals(Optional.of("pve1"), sightings.node(ID));
        assertTrue(sightings.fits(ID, stamp));
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
    @DisplayName("a name that this connection gave wins over a listing that has the one before")
    void lately() {
        listed("a");
        sightings.same(ID, FIRST);
        sightings.renamed(ID, "b");
        listed("a");

        assertEquals(Optional.of("b"), sightings.lately(ID));
        assertFalse(sightings.doubtful(ID, ""));
    }
}
