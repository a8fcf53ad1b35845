/** The driver: reads and plans by translate, libvirt and read; it never waits, retries or validates. */
@NullMarked
package io.edgevirt.kvm.driver;

import org.jspecify.annotations.NullMarked;
