package io.edgevirt.kvm.libvirt;

import java.util.OptionalInt;
import java.util.UUID;

/**
 * A domain as libvirt identifies it.
 *
 * @param uuid stays the same for life
 * @param name unique on its host, and may change
 * @param id the number of the running instance; empty when it does not run
 */
public record DomainName(UUID uuid, String name, OptionalInt id) {}
