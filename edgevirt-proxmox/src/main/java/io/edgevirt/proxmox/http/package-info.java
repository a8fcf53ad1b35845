/** The client: HTTPS, login, tickets, errors. The only room with I/O. */
@NullMarked
package io.edgevirt.proxmox.http;

import org.jspecify.annotations.NullMarked;
