package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What one machine can do")
class MachineFeaturesTest {

    private static final Support GENERAL = Support.conditional("it depends", "see");

    private static Support of(Feature feature, String... properties) {
        Map<String, Element> read = new HashMap<>();
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            read.put(parts[0], Element.of("val", "", parts[1]));
        }
        return MachineFeatures.of(feature, GENERAL, new Managed("VirtualMachine", "vm-1", read, Map.of()));
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    @DisplayName("is what the connection can in general where nothing is told of it")
    void unknown(Feature feature) {
        assertSame(GENERAL, of(feature));
    }

    @ParameterizedTest
    @CsvSource({
        "guestToolsRunning, YES",
        "guestToolsExecutingScripts, CONDITIONAL",
        "guestToolsNotRunning, CONDITIONAL",
        "toolsOfTomorrow, CONDITIONAL"
    })
    @DisplayName("with its guest depends on VMware Tools that run")
    void tools(String told, Support.Status expected) {
        assertEquals(
                expected,
                of(Feature.GUEST_EXEC, "guest.toolsRunningStatus=" + told).status());
    }

    @ParameterizedTest
    @CsvSource({"true, true, YES", "true, false, CONDITIONAL", "false, true, CONDITIONAL", "false, false, NO"})
    @DisplayName("while it runs depends on hot-add")
    void hot(boolean cpus, boolean memory, Support.Status expected) {
        assertEquals(
                expected,
                of(Feature.HOT_RECONFIGURE, "config.cpuHotAddEnabled=" + cpus, "config.memoryHotAddEnabled=" + memory)
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "SECURE_BOOT, vmx-12, NO",
        "SECURE_BOOT, vmx-13, CONDITIONAL",
        "TPM, vmx-13, NO",
        "TPM, vmx-14, CONDITIONAL",
        "TPM, vmx-of-tomorrow, CONDITIONAL"
    })
    @DisplayName("depends on the version of its virtual hardware")
    void hardware(Feature feature, String version, Support.Status expected) {
        assertEquals(
                expected,
                of(feature, "config.firmware=efi", "config.version=" + version).status());
    }

    @Test
    @DisplayName("with BIOS has no secure boot")
    void bios() {
        assertEquals(
                Support.Status.NO,
                of(Feature.SECURE_BOOT, "config.firmware=bios", "config.version=vmx-19")
                        .status());
    }

    @Test
    @DisplayName("as a template is nothing that needs it to run")
    void template() {
        assertEquals(
                Support.Status.NO,
                of(Feature.POWER, "summary.config.template=true").status());
        assertSame(GENERAL, of(Feature.CLONE, "summary.config.template=true"));
        assertSame(GENERAL, of(Feature.POWER, "summary.config.template=false"));
    }

    @Test
    @DisplayName("inside its guest depends on whether it passes virtualization on")
    void nested() {
        assertEquals(
                Support.Status.YES,
                of(Feature.NESTED_VIRTUALIZATION, "config.nestedHVEnabled=true").status());
        assertEquals(
                Support.Status.CONDITIONAL,
                of(Feature.NESTED_VIRTUALIZATION, "config.nestedHVEnabled=false")
                        .status());
    }

    @Test
    @DisplayName("is asked of the server for those features alone in which machines differ")
    void depends() {
        assertTrue(MachineFeatures.depends(Feature.GUEST_EXEC));
        assertFalse(MachineFeatures.depends(Feature.CREATE));
    }
}
