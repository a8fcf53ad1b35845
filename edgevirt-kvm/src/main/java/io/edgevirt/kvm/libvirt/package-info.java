/**
 * The I/O room of the KVM backend: the only place that talks to libvirt.
 *
 * <p>It binds {@code libvirt.so.0} and {@code libvirt-qemu.so.0} with JNA, knows nothing of EdgeVirt's neutral
 * API, and is not exported. Every native handle is acquired and freed within one call; what leaves this package
 * is a Java value. Every round trip passes {@link io.edgevirt.kvm.libvirt.Calls}, so that it can be counted and
 * cut.
 */
@NullMarked
package io.edgevirt.kvm.libvirt;

import org.jspecify.annotations.NullMarked;
