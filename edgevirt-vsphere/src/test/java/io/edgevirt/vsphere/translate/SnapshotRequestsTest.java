package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.soap.Request;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests for snapshots")
class SnapshotRequestsTest {

    private static final ManagedObjectReference VM = Request.ref("VirtualMachine", "vm-42");
    private static final ManagedObjectReference SNAPSHOT = Request.ref("VirtualMachineSnapshot", "snapshot-3");

    private static SnapshotSpec spec(String name, Optional<String> text, boolean memory, boolean quiesce) {
        return new SnapshotSpec(new UUID(1, 2), name, text, memory, quiesce);
    }

    @Test
    @DisplayName("take one with a description, its elements in the schema's order")
    void take() {
        assertEquals(
                "<CreateSnapshot_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this>"
                        + "<name>pre-upgrade</name><description>Before &lt;K8s&gt; &amp; co\n&#xD;2nd</description>"
                        + "<memory>true</memory><quiesce>false</quiesce></CreateSnapshot_Task>",
                SnapshotRequests.take(VM, spec("pre-upgrade", Optional.of("Before <K8s> & co\n\r2nd"), true, false))
                        .xml());
    }

    @Test
    @DisplayName("take one without a description: there is no element for it")
    void withoutDescription() {
        assertEquals(
                "<CreateSnapshot_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this>"
                        + "<name>a</name><memory>false</memory><quiesce>true</quiesce></CreateSnapshot_Task>",
                SnapshotRequests.take(VM, spec("a", Optional.empty(), false, true))
                        .xml());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026/11/23, 10:00", "50%25", "a\\b", "%2f", "100 %"})
    @DisplayName("keep every character of the name: what is read is what was asked for")
    void names(String name) {
        Request request = SnapshotRequests.take(VM, spec(name, Optional.empty(), false, false));

        assertEquals(name, Names.plain((String) request.arguments().stream()
                .filter(a -> a.getName().equals("name"))
                .findFirst()
                .orElseThrow()
                .getValue()));
    }

    @Test
    @DisplayName("return to one")
    void revert() {
        assertEquals(
                "<RevertToSnapshot_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachineSnapshot\">snapshot-3</_this>"
                        + "<suppressPowerOn>false</suppressPowerOn></RevertToSnapshot_Task>",
                SnapshotRequests.revert(SNAPSHOT, false).xml());
    }

    @Test
    @DisplayName("remove one, or its whole tree, and merge the disks")
    void remove() {
        assertEquals(
                "<RemoveSnapshot_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachineSnapshot\">snapshot-3</_this>"
                        + "<removeChildren>false</removeChildren><consolidate>true</consolidate></RemoveSnapshot_Task>",
                SnapshotRequests.remove(SNAPSHOT, false).xml());
        assertEquals(
                "<RemoveSnapshot_Task xmlns=\"urn:vim25\"><_this type=\"VirtualMachineSnapshot\">snapshot-3</_this>"
                        + "<removeChildren>true</removeChildren><consolidate>true</consolidate></RemoveSnapshot_Task>",
                SnapshotRequests.remove(SNAPSHOT, true).xml());
    }
}
