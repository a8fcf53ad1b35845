package io.edgevirt.proxmox.driver;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.proxmox.BackupSettings;
import io.edgevirt.proxmox.Proxmox;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.ProxmoxMappings;
import io.edgevirt.proxmox.ProxmoxSDN;
import io.edgevirt.proxmox.ProxmoxTask;
import io.edgevirt.proxmox.RestoreSettings;
import io.edgevirt.spi.Operations;
import java.util.List;
import java.util.function.Consumer;

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
    public List<ProxmoxBackup> backups(String storage) {
        return new Backups(site, operations).list(storage);
    }

    @Override
    public Operation<ProxmoxBackup> backup(VM vm, String storage, Consumer<BackupSettings> settings) {
        return new Backups(site, operations).backup(vm, storage, settings);
    }

    @Override
    public Operation<VM> restore(ProxmoxBackup backup, Consumer<RestoreSettings> settings) {
        return new Backups(site, operations).restore(backup, settings);
    }

    @Override
    public String toString() {
        return "Proxmox VE at " + site.server();
    }
}
