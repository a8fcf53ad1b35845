package io.edgevirt.vsphere.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An OVA, read where it lies: a tar of a descriptor and its files, none of which is unpacked. */
final class OvaSource extends OvfSource {

    private static final String OVA = "ova";

    private final Path file;
    private final Map<String, Part> parts;
    private final String descriptor;

    /** Where a file's bytes are in the archive. */
    private record Part(long from, long size) {}

    private OvaSource(Path file, Map<String, Part> parts) {
        this.file = file;
        this.parts = parts;
        List<String> descriptors =
                parts.keySet().stream().filter(n -> n.endsWith(".ovf")).toList();
        if (descriptors.size() != 1) {
            throw wrong(OVA, file.toString(), "an archive with one descriptor (.ovf)", "check the file");
        }
        this.descriptor = descriptors.get(0);
    }

    static OvaSource of(Path file) {
        OvaSupport.require();
        try (SeekableByteChannel channel = new Headers(Files.newByteChannel(file));
                TarFile tar = new TarFile(channel)) {
            return new OvaSource(file, parts(tar, Files.size(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(OVA, file.toString(), "a tar that can be read: " + e.getMessage(), "check the file");
        }
    }

    private static Map<String, Part> parts(TarFile tar, long length) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (TarArchiveEntry entry : tar.getEntries()) {
            String name = entry.getName();
            plain(name);
            boolean special = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
            if (special || !entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
                throw wrong("ova.file", name, "a plain file, and no link or folder", "do not trust it");
            }
            Part part = new Part(entry.getDataOffset(), entry.getSize());
            if (part.size() < 0 || part.from() < 0 || part.size() > length - part.from()) {
                throw wrong("ova.file", name, "no larger than the archive", "fetch the archive again");
            }
            if (parts.put(name, part) != null) {
                throw wrong("ova.file", name, "in the archive once", "do not trust it");
            }
        }
        return parts;
    }

    @Override
    String text() {
        return text(descriptor);
    }

    private String text(String name) {
        Part part = part(name);
        if (part.size() > LONGEST) {
            throw wrong("ovf", name, "a text of at most " + LONGEST + " bytes", "check the file");
        }
        try (InputStream in = open(name)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("ovf", name, "text in UTF-8", "check the file");
        } catch (IOException e) {
            throw wrong(OVA, file.toString(), "a file that can be read: " + e.getMessage(), "check the file");
        }
    }

    private Part part(String name) {
        plain(name);
        return Optional.ofNullable(parts.get(name))
                .orElseThrow(() -> wrong("ovf.file", name, "a file of the archive", "fetch the archive again"));
    }

    @Override
    String ownName() {
        return descriptor;
    }

    @Override
    Optional<String> manifestText() {
        return parts.containsKey(manifestName()) ? Optional.of(text(manifestName())) : Optional.empty();
    }

    @Override
    long size(String name) {
        return part(name).size();
    }

    @Override
    InputStream open(String name) throws IOException {
        Part part = part(name);
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            channel.position(part.from());
            return new Slice(Channels.newInputStream(channel), part.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** One file's bytes of the archive's. */
    private static final class Slice extends java.io.FilterInputStream {
        private long left;

        Slice(InputStream from, long size) {
            super(from);
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(to, from, (int) Math.min(left, length));
            if (n < 0) {
                throw new java.io.EOFException("the archive ended early");
            }
            left -= n;
            return n;
        }
    }

    /** Of headers only so much is read: a hostile one may claim a name of gigabytes. */
    private static final class Headers implements SeekableByteChannel {
        private final SeekableByteChannel below;
        private long left = LONGEST;

        Headers(SeekableByteChannel below) {
            this.below = below;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            int n = below.read(to);
            left -= Math.max(0, n);
            if (left < 0) {
                throw new IOException("its headers have more than " + LONGEST + " bytes");
            }
            return n;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public long position() throws IOException {
            return below.position();
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            below.position(to);
            return this;
        }

        @Override
        public long size() throws IOException {
            return below.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new java.nio.channels.NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return below.isOpen();
        }

        @Override
        public void close() throws IOException {
            below.close();
        }
    }
}
