/**
 * A hypervisor in the memory of the JVM: for the tests of programs that use EdgeVirt, and to try EdgeVirt without any
 * installation. It runs no guests, it simulates them; {@link io.edgevirt.mem.InMemory} tells how.
 */
@NullMarked
package io.edgevirt.mem;

import org.jspecify.annotations.NullMarked;
