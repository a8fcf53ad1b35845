package io.edgevirt.proxmox.driver;

import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Call;

/** Takes back what the HA manager was told. */
record HaUndo(Site site) {

    static HaUndo of(Site site) {
        return new HaUndo(site);
    }

    /** Removes a thing; one that is gone already is as good. */
    void removed(Call removal) {
        try {
            site.pve().send(removal);
        } catch (NotFoundException e) {
            // that is what was wanted
        }
    }
}
