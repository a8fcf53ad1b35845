package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a standard switch that is made for a portgroup")
class SwitchNameTest {

    private static final UUID TOKEN = UUID.fromString("3f2a9c1b-7d20-4c11-9e1f-0a1b2c3d4e5f");

    @Test
    @DisplayName("is the portgroup's with a mark of the change")
    void marked() {
        assertEquals("External-Switch-3f2a9c1b", SwitchRequests.switchName("External-Switch", TOKEN));
    }

    @Test
    @DisplayName("is not taken for that of a switch that somebody else made")
    void strangers() {
        assertTrue(SwitchRequests.madeFor("External-Switch-3f2a9c1b", "External-Switch"));
        assertFalse(SwitchRequests.madeFor("External-Switch", "External-Switch"));
        assertFalse(SwitchRequests.madeFor("External-Switch-backbone", "External-Switch"));
        assertFalse(SwitchRequests.madeFor("vSwitch0", "External-Switch"));
    }
}
