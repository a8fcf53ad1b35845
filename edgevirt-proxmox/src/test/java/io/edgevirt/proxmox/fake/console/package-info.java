/** The fake's consoles: a screen that speaks RFB, and serial ports behind termproxy. */
@NullMarked
package io.edgevirt.proxmox.fake.console;

import org.jspecify.annotations.NullMarked;
