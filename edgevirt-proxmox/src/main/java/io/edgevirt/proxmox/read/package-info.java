/** Proxmox's replies as neutral records. Pure. */
@NullMarked
package io.edgevirt.proxmox.read;

import org.jspecify.annotations.NullMarked;
