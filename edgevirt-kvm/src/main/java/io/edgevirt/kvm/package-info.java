/** The backend for KVM and QEMU through libvirt. */
@NullMarked
package io.edgevirt.kvm;

import org.jspecify.annotations.NullMarked;
