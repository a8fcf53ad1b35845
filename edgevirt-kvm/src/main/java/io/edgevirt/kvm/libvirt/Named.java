package io.edgevirt.kvm.libvirt;

import java.util.UUID;

/**
 * A storage pool or network as libvirt identifies it.
 *
 * @param uuid its uuid
 * @param name its name, unique among its kind on a host
 */
public record Named(UUID uuid, String name) {}
