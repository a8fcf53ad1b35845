/** The client: sessions, transport and replies of the vSphere API, the only room with I/O. */
@NullMarked
package io.edgevirt.vsphere.soap;

import org.jspecify.annotations.NullMarked;
