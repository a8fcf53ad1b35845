/** A fake Proxmox VE cluster of the tests' own: no real one, though it checks every request by the official tables. */
@NullMarked
package io.edgevirt.proxmox.fake;

import org.jspecify.annotations.NullMarked;
