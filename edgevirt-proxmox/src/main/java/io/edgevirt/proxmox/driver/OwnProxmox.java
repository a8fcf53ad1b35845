package io.edgevirt.proxmox.driver;

import io.edgevirt.Operation;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxMappings;
import io.edgevirt.proxmox.ProxmoxSDN;
import io.edgevirt.proxmox.ProxmoxTask;
import io.edgevirt.spi.Operations;
import java.util.List;

/**
 * What Proxmox VE alone has.
 *
 * @param site the connection
 * @param operations makes operations
 */
record OwnProxmox(Site site, Operations operations) implements Proxmox {

    @Override
    public List<ProxmoxTask> tasks() {
        return new OwnTasks(site, operations).list();
    }

    @Override
    public Operation<ProxmoxTask> pickUp(String upid) {
        return new OwnTasks(site, operations).pickUp(upid);
    }

    @Override
    public List<String> log(String upid) {
        return new OwnTasks(site, operations).log(upid);
    }

    @Override
    public ProxmoxSDN sdn() {
        return new OwnSDN(site, operations);
    }

    @Override
    public ProxmoxMappings mappings() {
        return new OwnMappings(site, operations);
    }

    @Override
    public String toString() {
        return "Proxmox VE at " + site.server();
    }
}
