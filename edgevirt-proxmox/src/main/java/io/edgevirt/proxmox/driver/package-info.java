/** The roles of a connection: each reads, translates and plans. */
@NullMarked
package io.edgevirt.proxmox.driver;

import org.jspecify.annotations.NullMarked;
