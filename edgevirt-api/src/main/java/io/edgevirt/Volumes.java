package io.edgevirt;

/** What lies in a storage pool. */
public interface Volumes extends Catalog<Volume> {

    /**
     * Begins the definition of a volume.
     *
     * @param name its name within the pool
     * @return a builder
     */
    VolumeDefinition define(String name);
}
