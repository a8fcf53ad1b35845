/** VMware's own API simulator as a process beside the tests, and a relay before it that breaks what passes. */
@NullMarked
package io.edgevirt.vsphere.sim;

import org.jspecify.annotations.NullMarked;
