/** The backend for Proxmox VE: connecting, and what users hold of Proxmox VE alone. */
@NullMarked
package io.edgevirt.proxmox;

import org.jspecify.annotations.NullMarked;
