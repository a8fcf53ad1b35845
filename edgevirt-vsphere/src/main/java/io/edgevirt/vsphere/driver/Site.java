package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.Vim;

/**
 * What all roles of one connection share.
 *
 * @param vim the session
 * @param inventory reads in bulk
 */
record Site(Vim vim, Inventory inventory) {}
