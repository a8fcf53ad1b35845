/** The backend for VMware vCenter and ESXi: connecting, and what users hold of vSphere alone. */
@NullMarked
package io.edgevirt.vsphere;

import org.jspecify.annotations.NullMarked;
