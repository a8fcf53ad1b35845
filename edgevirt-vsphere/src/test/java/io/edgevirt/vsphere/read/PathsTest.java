package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The path of a machine")
class PathsTest {

    private static final String TREE = object("Folder", "f-europe", "name", val("Europe"), "parent", val("root"))
            + object("Datacenter", "dc", "name", val("DC"), "parent", val("f-europe"))
            + object("Folder", "f-vm", "name", val("vm"), "parent", val("dc"))
            + object("Folder", "f-a", "name", val("a%2fb"), "parent", val("f-vm"))
            + object("VirtualApp", "app", "name", val("App"), "parentFolder", val("f-a"))
            + object("VirtualApp", "inner", "name", val("Inner"), "parentVApp", val("app"));

    private static List<VMInfo> machines(String objects) {
        return MachineReader.machines(Recorded.objects(objects), "root", Instant.EPOCH);
    }

    private static Optional<String> path(String machine) {
        return machines(TREE + machine).get(0).path();
    }

    @Test
    @DisplayName("goes through folders of datacenters and of machines, a slash of a name escaped")
    void nested() {
        assertEquals(
                Optional.of("/Europe/DC/vm/a%2fb/m"),
                path(object("VirtualMachine", "vm-1", "name", val("m"), "parent", val("f-a"))));
    }

    @Test
    @DisplayName("goes through vApps, within each other as well")
    void vApps() {
        assertEquals(
                Optional.of("/Europe/DC/vm/a%2fb/App/Inner/m"),
                path(object("VirtualMachine", "vm-1", "name", val("m"), "parentVApp", val("inner"))));
    }

    @Test
    @DisplayName("is not known where the login may not see all that it lies in")
    void unseen() {
        assertEquals(
                Optional.empty(), path(object("VirtualMachine", "vm-1", "name", val("m"), "parent", val("f-other"))));
    }

    @Test
    @DisplayName("is not known where holders hold each other")
    void circle() {
        assertEquals(
                Optional.empty(),
                machines(object("Folder", "x", "name", val("x"), "parent", val("y"))
                                + object("Folder", "y", "name", val("y"), "parent", val("x"))
                                + object("VirtualMachine", "vm-1", "name", val("m"), "parent", val("x")))
                        .get(0)
                        .path());
    }

    @Test
    @DisplayName("is found escaped and plain, by its name and by its id")
    void fits() {
        assertTrue(Paths.fits("/DC/vm/50%", "vm-1", "50%", "/DC/vm/50%25"));
        assertTrue(Paths.fits("/DC/vm/50%25", "vm-1", "50%", "/DC/vm/50%25"));
        assertTrue(Paths.fits("50%", "vm-1", "50%", "/DC/vm/50%25"));
        assertTrue(Paths.fits("vm-1", "vm-1", "50%", "/DC/vm/50%25"));
        assertFalse(Paths.fits("/DC/vm/a/b", "vm-1", "a/b", "/DC/vm/a%2fb"));
    }

    @Nested
    @DisplayName("stands in a listing in which")
    class Listing {

        @Test
        @DisplayName("a machine whose host cannot be reached is UNKNOWN, and one of a new state too")
        void unknown() {
            assertEquals(VMState.UNKNOWN, MachineReader.state("poweredOn", "disconnected"));
            assertEquals(VMState.UNKNOWN, MachineReader.state("dreaming", "connected"));
            assertEquals(VMState.SAVED, MachineReader.state("suspended", "connected"));
        }

        @Test
        @DisplayName("what is not told is empty")
        void empty() {
            VMInfo vm =
                    machines(object("VirtualMachine", "vm-1", "name", val("m"))).get(0);

            assertEquals(VMInfo.of("vm-1", "m", VMState.UNKNOWN, Instant.EPOCH), vm);
        }

        @Test
        @DisplayName("a machine that went away meanwhile is not")
        void gone() {
            assertEquals(
                    List.of(),
                    machines("<objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>name</path><fault>"
                            + "<fault xsi:type=\"ManagedObjectNotFound\"/></fault></missingSet></objects>"));
        }
    }
}
