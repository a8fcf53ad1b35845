/** A hypervisor that lives in the memory of the JVM and runs no guests. */
@NullMarked
package io.edgevirt.mem;

import org.jspecify.annotations.NullMarked;
