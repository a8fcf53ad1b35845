package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.Vim;

/**
 * What all roles of one connection share.
 *
 * @param vim the session
 * @param inventory reads in bulk
 * @param server the name that the server was reached by
 */
record Site(Vim vim, Inventory inventory, String server) {

    /** The id of the root folder, which is no part of a path. */
    String root() {
        return vim.content().getRootFolder().getVal();
    }
}
