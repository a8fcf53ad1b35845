package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.vsphere.read.ConfigReader;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.read.Way;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads machines. */
final class MachineReads {

    static final String VM = "VirtualMachine";

    private static final List<Selection> STARTS = List.of(
            Selection.of("HostSystem", "configManager.autoStartManager"),
            Selection.of("HostAutoStartManager", "config"));
    private static final List<Way> TO_STARTS =
            List.of(new Way("autoStart", "HostSystem", "configManager.autoStartManager"));

    private final Site site;

    MachineReads(Site site) {
        this.site = site;
    }

    private String root() {
        return site.vim().content().getRootFolder().getVal();
    }

    List<VMInfo> all() {
        return MachineReader.machines(site.inventory().all(MachineReader.WANTED), root(), Instant.now());
    }

    VMInfo one(String id) {
        List<Managed> around = site.inventory().around(new Reference(VM, id), MachineReader.WAYS, MachineReader.WANTED);
        return MachineReader.machines(around, root(), Instant.now()).stream()
                .filter(vm -> vm.id().equals(id))
                .findFirst()
                .orElseThrow(() -> absent(id));
    }

    private static NotFoundException absent(String id) {
        return new NotFoundException(Failure.of("there is no machine with the id '" + id + "'")
                .backend(Faults.BACKEND)
                .nativeCode("ManagedObjectNotFound"));
    }

    VMConfig config(String id) {
        List<Managed> around = site.inventory().around(new Reference(VM, id), ConfigReader.WAYS, ConfigReader.WANTED);
        VMConfig config = ConfigReader.read(id, around);
        Optional<Reference> host = around.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .flatMap(o -> o.at("runtime.host").reference());
        return started(config, host.flatMap(h -> autostart(h, id)));
    }

    /** Whether a host starts a machine with itself; empty where the login may not read that. */
    Optional<Boolean> autostart(Reference host, String vm) {
        List<Managed> around = site.inventory().around(host, TO_STARTS, STARTS);
        return around.stream()
                .filter(o -> o.type().equals("HostAutoStartManager")
                        && o.at("config").present())
                .findFirst()
                .map(o -> Autostart.of(o.at("config"), vm));
    }

    private static VMConfig started(VMConfig c, Optional<Boolean> autostart) {
        return new VMConfig(
                c.cpus(),
                c.memory(),
                c.dynamicMemory(),
                c.firmware(),
                c.secureBoot(),
                c.tpm(),
                c.nestedVirtualization(),
                c.guestOs(),
                c.description(),
                c.tags(),
                autostart,
                c.disks(),
                c.nics(),
                c.devices(),
                c.isos(),
                c.atNextStart(),
                c.nativeText());
    }

    /** A machine as plans need it. */
    Machine machine(String id) {
        Managed vm = site.inventory().one(new Reference(VM, id), Machine.WANTED);
        return new Machine(vm);
    }

    /** The machine that carries a token, which is the instance uuid of what a create or copy made. */
    Optional<String> byToken(String token) {
        Request request = Requests.byInstance(site.vim().content().getSearchIndex(), token);
        return site.vim().send(request).map(r -> ((ManagedObjectReference) r).getVal());
    }

    /** What has a name in a folder already. */
    Optional<String> child(String folder, String name) {
        Request request = Requests.child(site.vim().content().getSearchIndex(), folder, name);
        return site.vim().send(request).map(r -> ((ManagedObjectReference) r).getVal());
    }

    /** The files that machines use as disks, by machine; one request for all machines. */
    List<Managed> disksOfAll() {
        return new ArrayList<>(site.inventory().all(new Selection(VM, FileUsers.WANTED)));
    }
}
