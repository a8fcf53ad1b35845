package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.vsphere.read.Element;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A machine's start with its host")
class AutostartTest {

    private static Element element(String name, Element... inner) {
        return new Element(name, "", "", List.of(inner), Map.of());
    }

    private static Element config(String enabled, String action) {
        return element(
                "config",
                element("defaults", Element.of("enabled", "", enabled)),
                element("powerInfo", Element.of("key", "", "vm-42"), Element.of("startAction", "", action)));
    }

    @Test
    @DisplayName("is switched on for the machine and, without which nothing would start, for the host")
    void on() {
        assertEquals(
                "<ReconfigureAutostart xmlns=\"urn:vim25\">"
                        + "<_this type=\"HostAutoStartManager\">autoStartManager-9</_this><spec>"
                        + "<defaults><enabled>true</enabled></defaults>"
                        + "<powerInfo><key type=\"VirtualMachine\">vm-42</key><startOrder>-1</startOrder>"
                        + "<startDelay>-1</startDelay><waitForHeartbeat>systemDefault</waitForHeartbeat>"
                        + "<startAction>powerOn</startAction><stopDelay>-1</stopDelay>"
                        + "<stopAction>systemDefault</stopAction></powerInfo></spec></ReconfigureAutostart>",
                Autostart.request("autoStartManager-9", "vm-42", true).xml());
    }

    @Test
    @DisplayName("is switched off for the machine alone")
    void off() {
        String xml = Autostart.request("autoStartManager-9", "vm-42", false).xml();

        assertTrue(xml.contains("<startAction>none</startAction>"), xml);
        assertFalse(xml.contains("<defaults>"), xml);
    }

    @Test
    @DisplayName("is read as on only where host and machine both have it")
    void read() {
        assertTrue(Autostart.of(config("true", "PowerOn"), "vm-42"));
        assertFalse(Autostart.of(config("false", "powerOn"), "vm-42"));
        assertFalse(Autostart.of(config("true", "none"), "vm-42"));
        assertFalse(Autostart.of(config("true", "powerOn"), "vm-7"));
    }
}
