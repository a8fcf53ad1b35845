package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The files that a machine's disks consist of")
class DiskFilesTest {

    private static final String FILES = "<file><key>0</key><name>[s] a/a.vmdk</name></file>"
            + "<file><key>1</key><name>[s] a/a-000001.vmdk</name></file>"
            + "<file><key>2</key><name>[s] a/gone.vmdk</name></file>"
            + "<file><key>3</key><name>[s] a/a.vmx</name></file>";

    private static String disk(String tag, int... keys) {
        StringBuilder chain = new StringBuilder();
        for (int key : keys) {
            chain.append("<chain><fileKey>").append(key).append("</fileKey></chain>");
        }
        return "<" + tag + "><key>2000</key>" + chain + "</" + tag + ">";
    }

    private static Set<String> files(String disks, String snapshots) {
        return DiskFiles.of(Replies.vm("layoutEx.file", FILES, "layoutEx.disk", disks, "layoutEx.snapshot", snapshots));
    }

    @Test
    @DisplayName("are those of the whole chain, and no others of its folder")
    void chain() {
        assertEquals(Set.of("[s] a/a-000001.vmdk", "[s] a/a.vmdk"), files(disk("disk", 1, 0), ""));
    }

    @Test
    @DisplayName("are also those that a snapshot holds")
    void snapshot() {
        String snapshot =
                "<snapshot><key type=\"VirtualMachineSnapshot\">snapshot-1</key>" + disk("disk", 2) + "</snapshot>";

        assertEquals(Set.of("[s] a/a.vmdk", "[s] a/gone.vmdk"), files(disk("disk", 0), snapshot));
    }

    @Test
    @DisplayName("are none where nothing is told, or a key names nothing")
    void none() {
        assertEquals(Set.of(), DiskFiles.of(Replies.vm()));
        assertEquals(Set.of(), files(disk("disk", 77), ""));
    }
}
