package io.edgevirt.kvm.libvirt;

import java.util.UUID;

/**
 * A domain as libvirt identifies it.
 *
 * @param uuid stays the same for life
 * @param name unique on its host, and may change
 */
public record DomainName(UUID uuid, String name) {}
