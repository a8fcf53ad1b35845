/** XML without surprises: a small tree, a writer that refuses what XML cannot carry, a reader without DTDs and entities. */
@NullMarked
package io.edgevirt.kvm.xml;

import org.jspecify.annotations.NullMarked;
