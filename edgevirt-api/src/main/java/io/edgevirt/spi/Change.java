package io.edgevirt.spi;

import io.edgevirt.MemoryRange;
import io.edgevirt.Size;
import io.edgevirt.engine.Line;
import java.util.Map;
import java.util.Optional;

/** A change of a machine's configuration. */
public sealed interface Change {

    /**
     * Other figures. Whole and in effect afterwards; what needs a stop is a failing finding of problem STATE that names
     * the fields, unless {@code atNextStart} accepts that.
     *
     * @param cpus virtual processors
     * @param memory memory
     * @param dynamicMemory the bounds of dynamic memory
     * @param nestedVirtualization whether virtualization is exposed to the guest
     * @param description a description
     * @param tags tags to set
     * @param autostart whether it starts with its host
     * @param atNextStart whether what needs a stop may take effect at the next start
     */
    record Reconfigure(
            Optional<Integer> cpus,
            Optional<Size> memory,
            Optional<MemoryRange> dynamicMemory,
            Optional<Boolean> nestedVirtualization,
            Optional<String> description,
            Map<String, String> tags,
            Optional<Boolean> autostart,
            boolean atNextStart)
            implements Change {
        // Copies the map, whose order is kept.
        public Reconfigure {
            tags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tags));
        }

        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * Another name.
     *
     * @param name the new name
     */
    record Rename(String name) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * An image for the CD drive; a drive is added if there is none.
     *
     * @param image where the image is
     */
    record AttachIso(FileSource image) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** An empty CD drive. */
    record EjectIso() implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A further disk. The steps tell {@link Step#DISK}.
     *
     * @param disk what is wanted
     * @param token this change's own
     */
    record AddDisk(DiskSpec disk, java.util.UUID token) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A larger disk.
     *
     * @param disk the disk's id within the machine
     * @param size the new size
     */
    record ResizeDisk(String disk, Size size) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * One disk less.
     *
     * @param disk the disk's id within the machine
     * @param keepFile whether its file stays
     */
    record RemoveDisk(String disk, boolean keepFile) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A further network adapter. The steps tell {@link Step#NIC}.
     *
     * @param nic what is wanted
     */
    record AddNic(NicSpec nic) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * One network adapter less.
     *
     * @param nic the adapter's id within the machine
     */
    record RemoveNic(String nic) implements Change {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }
}
