/** The fake's site: hosts, networks, storages, HA, mappings and the like. */
@NullMarked
package io.edgevirt.proxmox.fake.site;

import org.jspecify.annotations.NullMarked;
