/** Data objects of newer vSphere versions that vijava's classes lack: subclasses and types with further fields. */
@NullMarked
package io.edgevirt.vsphere.vim;

import org.jspecify.annotations.NullMarked;
