package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.DiskBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A disk's name within its machine")
class TargetsTest {

    @Test
    @DisplayName("goes from a to z, then to aa")
    void letters() {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < 28; i++) {
            used.add(Targets.next(used, DiskBus.VIRTIO));
        }

        assertEquals("vda", used.get(0));
        assertEquals("vdz", used.get(25));
        assertEquals(List.of("vdaa", "vdab"), used.subList(26, 28));
    }
}
