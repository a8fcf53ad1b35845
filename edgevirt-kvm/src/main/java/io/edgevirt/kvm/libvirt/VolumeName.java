package io.edgevirt.kvm.libvirt;

import java.util.UUID;

/**
 * A volume as libvirt identifies it.
 *
 * @param pool its pool's uuid
 * @param name its name, unique in its pool
 * @param key unique on the host; for files mostly the path
 */
public record VolumeName(UUID pool, String name, String key) {}
