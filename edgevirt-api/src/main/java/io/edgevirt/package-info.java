/** What a user of EdgeVirt calls: connections, virtual machines and everything around them, whatever the hypervisor. */
@NullMarked
package io.edgevirt;

import org.jspecify.annotations.NullMarked;
