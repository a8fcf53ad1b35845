package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Pve;

/**
 * What all roles of one connection share.
 *
 * @param pve the session
 * @param nodes where each machine is
 * @param server the name that the server was reached by
 */
record Site(Pve pve, Nodes nodes, String server) {}
