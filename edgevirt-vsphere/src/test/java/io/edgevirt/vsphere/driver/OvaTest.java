package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An OVA")
class OvaTest {

    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Nested
    @DisplayName("that is made of a machine")
    class Made {

        private final byte[] disk = new byte[200_001];

        @Test
        @DisplayName("has the descriptor, the manifest and the disks in this order, and is read back as it is")
        void order() throws Exception {
            Arrays.fill(disk, (byte) 7);
            Path ova = folder.resolve("edge.ova");
            try (ExportServer server = new ExportServer().machine("<Envelope/>", disk, new byte[3])) {
                assertEquals(ova, server.toOva(ova));
            }
            assertEquals(List.of("edge.ova"), files());
            List<String> names;
            try (var tar = new org.apache.commons.compress.archivers.tar.TarFile(ova)) {
                names = tar.getEntries().stream().map(TarArchiveEntry::getName).toList();
            }
            assertEquals(List.of("edge_1.ovf", "edge_1.mf", "edge_1-disk1.vmdk", "edge_1-disk2.vmdk"), names);
            OvfSource source = OvfSource.of(ova);
            assertEquals("<Envelope/>", source.text());
            assertEquals(3, source.manifest().size());
            assertEquals(disk.length, source.size("edge_1-disk1.vmdk"));
            try (InputStream in = source.open("edge_1-disk1.vmdk")) {
                assertArrayEquals(disk, in.readAllBytes());
            }
        }

        @Test
        @DisplayName("is not made where the transfer fails, and nothing is left")
        void fails() throws Exception {
            try (ExportServer server = new ExportServer().machine("<Envelope/>", disk)) {
                server.lies = true;
                assertThrows(OperationFailedException.class, () -> server.toOva(folder.resolve("edge.ova")));
            }
            assertEquals(List.of(), files());
        }

        @Test
        @DisplayName("is refused beforehand where such a file is there, or its name is none of an OVA")
        void refused() throws Exception {
            Files.writeString(folder.resolve("edge.ova"), "kept");
            try (ExportServer server = new ExportServer().machine("<Envelope/>", disk)) {
                Work there = server.export().toOva(ExportServer.VM, folder.resolve("edge.ova"));
                assertEquals(List.of(), there.steps());
                Work named = server.export().toOva(ExportServer.VM, folder.resolve("edge.zip"));
                assertEquals(List.of(), named.steps());
            }
            assertEquals("kept", Files.readString(folder.resolve("edge.ova")));
        }
    }

    @Nested
    @DisplayName("that comes from anybody")
    class Hostile {

        private Path ova(TarArchiveEntry... entries) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                put(tar, new TarArchiveEntry("a.ovf"));
                for (TarArchiveEntry entry : entries) {
                    put(tar, entry);
                }
            }
            return Files.write(folder.resolve("a.ova"), bytes.toByteArray());
        }

        private void put(TarArchiveOutputStream tar, TarArchiveEntry entry) throws IOException {
            byte[] content = entry.isFile() && !entry.isSymbolicLink() && !entry.isLink() ? new byte[10] : new byte[0];
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }

        private void refused(Path ova, String name) {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> OvfSource.of(ova));
            assertTrue(e.toString().contains(name), e.toString());
        }

        @ParameterizedTest
        @DisplayName("is refused by the name of a file that leads elsewhere")
        @ValueSource(strings = {"../x.vmdk", "/etc/x.vmdk", "a/b.vmdk", "..", "C:x.vmdk", "a\\b.vmdk", "sub/"})
        void elsewhere(String name) throws IOException {
            refused(ova(new TarArchiveEntry(name, true)), name);
        }

        @ParameterizedTest
        @DisplayName("is refused by the name of a link or device in it")
        @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
        void links(byte kind) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry("x.vmdk", kind);
            entry.setLinkName("/etc/passwd");
            refused(ova(entry), "x.vmdk");
        }

        @Test
        @DisplayName("is refused by the name of a file that is in it twice")
        void twice() throws IOException {
            refused(ova(new TarArchiveEntry("x.vmdk"), new TarArchiveEntry("x.vmdk")), "x.vmdk");
        }

        @Test
        @DisplayName("is refused with two descriptors, with none, and cut off")
        void wrong() throws IOException {
            refused(ova(new TarArchiveEntry("b.ovf")), "one descriptor");
            byte[] whole = Files.readAllBytes(ova(new TarArchiveEntry("x.vmdk")));
            refused(Files.write(folder.resolve("cut.ova"), Arrays.copyOf(whole, 1540)), "cut.ova");
            refused(Files.writeString(folder.resolve("none.ova"), ""), "none.ova");
            refused(Files.writeString(folder.resolve("text.ova"), "no tar".repeat(500)), "text.ova");
        }

        @Test
        @DisplayName("is refused where a name in it is of more bytes than all headers may have")
        void huge() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
                name.setSize(OvfSource.LONGEST + 1);
                tar.putArchiveEntry(name);
                tar.write(new byte[(int) OvfSource.LONGEST + 1]);
                tar.closeArchiveEntry();
                put(tar, new TarArchiveEntry("a.ovf"));
            }
            refused(Files.write(folder.resolve("h.ova"), bytes.toByteArray()), "headers");
        }

        @Test
        @DisplayName("is refused with a descriptor that is larger than descriptors are")
        void large() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                TarArchiveEntry entry = new TarArchiveEntry("a.ovf");
                entry.setSize(OvfSource.LONGEST + 1);
                tar.putArchiveEntry(entry);
                tar.write(new byte[(int) OvfSource.LONGEST + 1]);
                tar.closeArchiveEntry();
            }
            OvfSource source = OvfSource.of(Files.write(folder.resolve("l.ova"), bytes.toByteArray()));
            InvalidSpecException e = assertThrows(InvalidSpecException.class, source::text);
            assertTrue(e.toString().contains("a.ovf"), e.toString());
        }
    }

    @Test
    @DisplayName("names the library that it needs where that is not there")
    void without() {
        ClassLoader bare = ClassLoader.getPlatformClassLoader();
        var e = assertThrows(UnsupportedFeatureException.class, () -> OvaSupport.require(bare));
        assertTrue(e.toString().contains("org.apache.commons:commons-compress"), e.toString());
    }
}
