package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What a datastore's browser found")
class DatastoreFileTest {

    private static Element of(String name, String type, Element... children) {
        return new Element(name, type, "", List.of(children), Map.of());
    }

    private static Element file(String type, String name, Element... more) {
        List<Element> children = new java.util.ArrayList<>(List.of(Element.of("path", "", name)));
        children.addAll(List.of(more));
        return new Element("file", type, "", children, Map.of());
    }

    private static Element folder(String path, Element... files) {
        List<Element> children = new java.util.ArrayList<>(List.of(Element.of("folderPath", "", path)));
        children.addAll(List.of(files));
        return new Element("HostDatastoreBrowserSearchResults", "", "", children, Map.of());
    }

    private static List<String> paths(Element result) {
        return DatastoreFile.of(result).stream().map(DatastoreFile::path).toList();
    }

    @Nested
    @DisplayName("in folders")
    class Folders {

        @Test
        @DisplayName("is named by its way within the datastore, however the server writes the folder")
        void ways() {
            Element result = of(
                    "val",
                    "ArrayOfHostDatastoreBrowserSearchResults",
                    folder("[ds [1]]", file("FolderFileInfo", "iso")),
                    folder("[ds [1]] iso/linux/", file("IsoImageFileInfo", "a.iso")),
                    folder("[ds [1]]/iso", file("IsoImageFileInfo", "b.iso")));

            assertEquals(List.of("iso", "iso/linux/a.iso", "iso/b.iso"), paths(result));
        }

        @Test
        @DisplayName("is read from a single folder's result as well")
        void single() {
            Element result = of(
                    "val",
                    "HostDatastoreBrowserSearchResults",
                    Element.of("folderPath", "", "[ds] iso"),
                    file("IsoImageFileInfo", "a.iso"));

            assertEquals(List.of("iso/a.iso"), paths(result));
        }
    }

    @Nested
    @DisplayName("of disks")
    class Disks {

        @Test
        @DisplayName("is one file each, whatever they consist of")
        void parts() {
            Element result = of(
                    "val",
                    "",
                    folder(
                            "[ds] vm",
                            file("VmDiskFileInfo", "vm.vmdk"),
                            file("FileInfo", "vm-flat.vmdk"),
                            file("FileInfo", "vm-000001-delta.vmdk"),
                            file("FileInfo", "vm-000001-sesparse.vmdk"),
                            file("VmDiskFileInfo", "vm-000001.vmdk"),
                            file("FileInfo", "vm-ctk.vmdk"),
                            file("FileInfo", "vm.vmdk")));

            assertEquals(List.of("vm/vm.vmdk", "vm/vm-000001.vmdk"), paths(result));
            assertEquals(
                    DatastoreFile.Kind.DISK, DatastoreFile.of(result).get(0).kind());
        }

        @Test
        @DisplayName("tells what a guest sees and what it takes, and nothing that the server does not tell")
        void figures() {
            DatastoreFile told = DatastoreFile.of(of(
                            "val",
                            "",
                            folder(
                                    "[ds] vm",
                                    file(
                                            "VmDiskFileInfo",
                                            "vm.vmdk",
                                            Element.of("fileSize", "", "4096"),
                                            Element.of("capacityKb", "", "1048576"),
                                            Element.of("thin", "", "true")))))
                    .get(0);
            DatastoreFile untold = DatastoreFile.of(of("val", "", folder("[ds] vm", file("VmDiskFileInfo", "b.vmdk"))))
                    .get(0);

            assertEquals(Optional.of(Size.gib(1)), told.capacity());
            assertEquals(Optional.of(Size.ofBytes(4096)), told.size());
            assertEquals(Optional.of(true), told.thin());
            assertEquals(Optional.empty(), untold.capacity());
            assertEquals(Optional.empty(), untold.size());
            assertEquals(Optional.empty(), untold.thin());
        }
    }
}
