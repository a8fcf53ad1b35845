/** What is wanted as requests of Proxmox's API. Pure. */
@NullMarked
package io.edgevirt.proxmox.translate;

import org.jspecify.annotations.NullMarked;
