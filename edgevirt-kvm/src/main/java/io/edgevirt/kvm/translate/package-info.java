/** Neutral to native: what libvirt is asked for. Pure functions of a spec and of facts that were read beforehand. */
@NullMarked
package io.edgevirt.kvm.translate;

import org.jspecify.annotations.NullMarked;
