/** What becomes of changes when requests fail in every way, at every request, and when many come at once. */
@org.jspecify.annotations.NullMarked
package io.edgevirt.proxmox.faults;
