package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.proxmox.read.Configuration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change of a configuration")
class EditTest {

    private static Configuration config(Map<String, String> now, Map<String, String> pending, Set<String> leaving) {
        return new Configuration(now, pending, leaving, Optional.of("d1"));
    }

    @Test
    @DisplayName("is a request with the digest, by task or not, and shows no secret")
    void request() {
        Edit edit = Edit.none()
                .set("cores", "2")
                .secret("cipassword", "hidden")
                .delete("scsi1")
                .withFiles();

        assertEquals(
                "PUT /nodes/pve1/qemu/100/config\ncores=2\ncipassword=***\ndelete=scsi1\nforce=1\ndigest=d1",
                edit.now("pve1", "100", Optional.of("d1")).shown());
        assertEquals(
                "POST /nodes/{node}/qemu/{vmid}/config",
                edit.asTask("pve1", "100", Optional.of("d1")).name());
        assertFalse(edit.toString().contains("hidden"));
    }

    @Test
    @DisplayName("is carried out at once only where Proxmox VE waits for no guest")
    void live() {
        assertTrue(Edit.none().set("name", "a").set("tags", "b").live());
        assertFalse(Edit.none().set("name", "a").set("cores", "2").live());
    }

    @Test
    @DisplayName("holds also where it waits for the next start")
    void holds() {
        Edit edit = Edit.none().set("cores", "2").delete("net1");
        Map<String, String> now = Map.of("cores", "1", "net1", "virtio");

        assertFalse(edit.heldBy(config(now, Map.of(), Set.of())));
        assertTrue(edit.heldBy(config(now, Map.of("cores", "2"), Set.of("net1"))));
    }

    @Test
    @DisplayName("goes back by dropping what waits, and by the old value of what is in effect")
    void back() {
        Configuration before = config(Map.of("cores", "1", "name", "a"), Map.of(), Set.of());
        Edit edit = Edit.none().set("cores", "2").set("name", "b").set("description", "new");
        Edit back = edit.back(
                before,
                config(Map.of("cores", "1", "name", "b", "description", "new"), Map.of("cores", "2"), Set.of()));

        assertEquals(
                "PUT /nodes/pve1/qemu/100/config\nname=a\ndelete=description\nrevert=cores\ndigest=d2",
                back.now("pve1", "100", Optional.of("d2")).shown());
        assertTrue(edit.back(before, before).isEmpty());
    }

    @Test
    @DisplayName("goes back to what had waited before")
    void backToPending() {
        Configuration before = config(Map.of("cores", "1"), Map.of("cores", "4"), Set.of());
        Edit back = Edit.none()
                .set("cores", "2")
                .back(before, config(Map.of("cores", "1"), Map.of("cores", "2"), Set.of()));

        assertEquals("[cores=4]", back.values().toString());
    }
}
