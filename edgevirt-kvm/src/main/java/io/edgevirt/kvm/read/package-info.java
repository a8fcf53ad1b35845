/** Native to neutral: what libvirt's XML and figures mean. Pure functions, without a server. */
@NullMarked
package io.edgevirt.kvm.read;

import org.jspecify.annotations.NullMarked;
