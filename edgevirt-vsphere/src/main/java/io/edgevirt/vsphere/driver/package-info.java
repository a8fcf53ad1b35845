/** The driver: plans and reads, made of translation, client and reading. */
@NullMarked
package io.edgevirt.vsphere.driver;

import org.jspecify.annotations.NullMarked;
