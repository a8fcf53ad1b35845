/** What is spoken over a machine's console: RFB of its screen, and the protocol of Proxmox VE's terminals. */
@NullMarked
package io.edgevirt.proxmox.vnc;

import org.jspecify.annotations.NullMarked;
