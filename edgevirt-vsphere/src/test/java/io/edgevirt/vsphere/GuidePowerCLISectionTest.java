package io.edgevirt.vsphere;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.mo.ClusterComputeResource;
import com.vmware.vim25.mo.HostSystem;
import com.vmware.vim25.mo.VirtualMachine;
import io.edgevirt.DiskInfo;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Operation;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's section on PowerCLI, command by command, against VMware's simulator as a vCenter. Cluster, datastore,
 * network and template have the guide's names.
 */
@NeedsSimulator
@DisplayName("The guide's PowerCLI section")
class GuidePowerCLISectionTest {

    private static final String CLUSTER = "Edge-Cluster";
    private static final String STORE = "vsan-datastore";
    private static final String NETWORK = "VM-Network";
    private static final String TEMPLATE = "Windows-IoT-Template";

    @TempDir
    private Path folder;

    private Simulator simulator;
    private Relay relay;
    private Hypervisor vc;

    @BeforeEach
    void connect() throws Exception {
        simulator = Simulator.vcenter(o -> o.vms(2));
        relay = new Relay(simulator);
        // Connect-VIServer -Server vcenter.example.com -Credential $cred
        vc = EdgeVirt.connect(
                "vsphere://" + relay.url().getAuthority(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(relay.fingerprint())));
        site();
    }

    @AfterEach
    void close() {
        vc.close();
        relay.close();
        simulator.close();
    }

    /** What the guide takes for given. */
    private void site() throws Exception {
        vc.clusters().get("DC0_C0").unwrap(ClusterComputeResource.class).rename_Task(CLUSTER);
        for (Host host : vc.clusters().get(CLUSTER).hosts()) {
            host.unwrap(HostSystem.class).getHostDatastoreSystem().createLocalDatastore(STORE, folder.toString());
        }
        vc.unwrap(VSphere.class)
                .distributedSwitches()
                .addPortgroup("DVS0", DistributedPortgroup.of(NETWORK, 0))
                .run();
    }

    private VMDefinition guide(String name) {
        return vc.vms()
                .define(name)
                .resourcePool(CLUSTER)
                .cpus(4)
                .memory(gib(8))
                .disk(gib(100), d -> d.pool(STORE))
                .nic(NETWORK)
                .guestOs("windows2019srv_64Guest");
    }

    @Test
    @DisplayName("New-VM: resource pool, datastore, 4 processors, 8 GB, 100 GB, network and guest id are the machine's")
    void create() {
        VM vm = guide("edge-ipc-01").create();
        VMConfig config = vm.config();

        assertEquals(VMState.OFF, vm.state());
        assertEquals(4, config.cpus());
        assertEquals(gib(8), config.memory());
        assertEquals(
                List.of(gib(100)),
                config.disks().stream()
                        .map(DiskInfo::size)
                        .map(Optional::orElseThrow)
                        .toList());
        assertTrue(config.disks().get(0).path().orElseThrow().startsWith("[" + STORE + "] "));
        assertEquals(Optional.of(NETWORK), config.nics().get(0).network());
        assertEquals(Optional.of("windows2019srv_64Guest"), config.guestOs());
        assertEquals(
                vc.clusters().get(CLUSTER).id(),
                vc.hosts()
                        .get(vm.refresh().info().host().orElseThrow())
                        .info()
                        .cluster()
                        .map(c -> vc.clusters().get(c).id())
                        .orElseThrow());
    }

    @Test
    @DisplayName("New-VM explained: one CreateVM_Task, with the guide's values")
    void explain() {
        String plan = guide("edge-ipc-01").explain().toString();

        for (String said : List.of("CreateVM_Task", "edge-ipc-01", "windows2019srv_64Guest", "8192", STORE)) {
            assertTrue(plan.contains(said), () -> said + " is not in " + plan);
        }
        assertFalse(vc.vms().find("edge-ipc-01").isPresent());
    }

    @Test
    @DisplayName(
            "New-VM -Template: the copy lies in the cluster and on the datastore that are named, and is no template")
    void fromTemplate() throws Exception {
        VM template = guide(TEMPLATE).create();
        template.unwrap(VirtualMachine.class).markAsTemplate();

        VM copy = vc.vms()
                .get(TEMPLATE)
                .cloneAs("edge-ipc-02")
                .resourcePool(CLUSTER)
                .pool(STORE)
                .create();

        assertEquals("edge-ipc-02", copy.name());
        assertEquals(Optional.of(false), copy.info().template());
        assertEquals(Optional.of(true), vc.vms().get(TEMPLATE).info().template());
        assertTrue(copy.config().disks().get(0).path().orElseThrow().startsWith("[" + STORE + "] "));
    }

    @Test
    @DisplayName("Start-VM ends with a machine that runs")
    void start() {
        VM vm = guide("edge-ipc-01").create().start();

        assertEquals(VMState.RUNNING, vm.state());
        vm.powerOff();
    }

    @Test
    @DisplayName("Restart-VMGuest is refused with the reason where no tools run, as in the simulator's guests")
    void restartWithoutTools() {
        VM vm = guide("edge-ipc-01").create().start();
        Operation<VM> reboot = vm.prepare().reboot();

        InvalidStateException refused = assertThrows(InvalidStateException.class, reboot::run);
        assertTrue(refused.getMessage().contains("Tools"), refused::getMessage);
        assertEquals(0, relay.count("RebootGuest"));
        vm.powerOff();
    }

    @Test
    @DisplayName("Restart-VMGuest asks the guest where tools run; here the relay says both, since no guest runs")
    void restart() {
        VM vm = guide("edge-ipc-01").create().start();
        relay.every("RetrievePropertiesEx", Effect.reply(r -> r.replace("guestToolsNotRunning", "guestToolsRunning")));
        relay.every("RebootGuest", Effect.reply(r -> ANSWERED));

        vm.reboot();

        assertEquals(1, relay.count("RebootGuest"));
        vm.powerOff();
    }

    private static final String ANSWERED = "<?xml version=\"1.0\"?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
            + "<RebootGuestResponse xmlns=\"urn:vim25\"/></soapenv:Body></soapenv:Envelope>";
}
