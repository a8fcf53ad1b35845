package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.vsphere.soap.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is in {@code site-requests.txt}: a line that begins with a hash names a request, the next one is it. */
@DisplayName("Requests about hosts, switches, files and clusters, element by element")
class SiteRequestsTest {

    private static final ManagedObjectReference NETWORKS = Request.ref("HostNetworkSystem", "networkSystem-9");
    private static final ManagedObjectReference DVS = Request.ref("VmwareDistributedVirtualSwitch", "dvs-21");
    private static final ManagedObjectReference FILES = Request.ref("FileManager", "FileManager");
    private static final ManagedObjectReference DISKS = Request.ref("VirtualDiskManager", "virtualDiskManager");
    private static final DatastoreRequests ESXI = new DatastoreRequests(FILES, DISKS, Optional.empty());
    private static final DatastoreRequests VCENTER =
            new DatastoreRequests(FILES, DISKS, Optional.of(Request.ref("Datacenter", "datacenter-2")));
    private static final ClusterSpec.Node NODE = new ClusterSpec.Node(
            "esx1.example.com",
            Optional.of("root"),
            Optional.of(Secret.of("s3cret".toCharArray())),
            Optional.of("AA:BB"));

    static Map<String, Request> requests() {
        Map<String, Request> all = new LinkedHashMap<>();
        hosts(all);
        switches(all);
        files(all);
        clusters(all);
        return all;
    }

    private static void hosts(Map<String, Request> all) {
        all.put(
                "set a host aside, with a timeout in whole seconds that is never shorter than asked for",
                HostRequests.enterMaintenance("host-9", Duration.ofMillis(1500), true));
        all.put("take a host back into use, without a timeout", HostRequests.exitMaintenance("host-9", Duration.ZERO));
        all.put("restart a host that is in maintenance", HostRequests.reboot("host-9"));
        ManagedObjectReference system = Request.ref("HostPciPassthruSystem", "pciPassthruSystem-9");
        all.put("give a PCI device to machines", HostRequests.passthrough(system, "0000:65:00.0", true));
    }

    private static void switches(Map<String, Request> all) {
        all.put(
                "make a switch with uplinks and large frames",
                SwitchRequests.addSwitch(NETWORKS, "Prod-3f2a9c1b", List.of("vmnic1", "vmnic2"), 9000));
        all.put("make a switch without a way out", SwitchRequests.addSwitch(NETWORKS, "Lab", List.of(), 0));
        all.put(
                "make a portgroup on a VLAN, with an empty policy, by which it follows its switch",
                SwitchRequests.addPortgroup(NETWORKS, "Prod", "Prod-3f2a9c1b", 20));
        all.put("make a portgroup without a VLAN", SwitchRequests.addPortgroup(NETWORKS, "Lab", "Lab-3f2a9c1b", 0));
        all.put("remove a portgroup", SwitchRequests.removePortgroup(NETWORKS, "a<b&c"));
        all.put("remove a switch", SwitchRequests.removeSwitch(NETWORKS, "Lab"));
        all.put(
                "make a distributed switch with its mark",
                DistributedSwitchRequests.create(
                        "group-n7", "dvs", List.of("Uplink 1", "Uplink 2"), 9000, "edgevirt:t"));
        all.put(
                "connect a host to a distributed switch",
                DistributedSwitchRequests.addHost(DVS, "3", "host-9", List.of("vmnic2")));
        all.put("take a host off a distributed switch", DistributedSwitchRequests.removeHost(DVS, "3", "host-9"));
        all.put(
                "make a distributed portgroup with VLAN and security",
                DistributedSwitchRequests.addPortgroup(
                        DVS, new WantedPortgroup("pg", 20, false, true, true), "edgevirt:t"));
        all.put("remove a distributed switch", DistributedSwitchRequests.remove(DVS));
        all.put("remove a distributed portgroup", DistributedSwitchRequests.removePortgroup("dvportgroup-22"));
    }

    private static void files(Map<String, Request> all) {
        ManagedObjectReference browser = Request.ref("HostDatastoreBrowser", "datastoreBrowser-5");
        all.put("list a datastore", DatastoreRequests.search(browser, "[ds]", true));
        all.put("list a folder", DatastoreRequests.search(browser, "[ds] iso", false));
        all.put("make a thin disk in vCenter", VCENTER.createDisk("[ds] edgevirt/a.vmdk", Size.gib(10), true));
        all.put("make a full disk on ESXi", ESXI.createDisk("[ds] edgevirt/a.vmdk", Size.gib(10), false));
        all.put("remove a disk", VCENTER.deleteDisk("[ds] edgevirt/a.vmdk"));
        all.put("name a file, and replace none", VCENTER.moveFile("[ds] a.part", "[ds] a.iso"));
        all.put("name a disk, and replace none", VCENTER.moveDisk("[ds] a.part.vmdk", "[ds] a.vmdk"));
        all.put("remove a file", ESXI.deleteFile("[ds] a.iso"));
        all.put("make a folder", VCENTER.makeFolder("[ds] iso/linux"));
        ManagedObjectReference namespaces = Request.ref("DatastoreNamespaceManager", "DatastoreNamespaceManager");
        all.put(
                "make a folder at the top of a vSAN datastore",
                DatastoreRequests.makeNamespace(namespaces, "datastore-5", "edgevirt"));
    }

    private static void clusters(Map<String, Request> all) {
        all.put("make a cluster with HA", ClusterRequests.create("group-h4", "Edge"));
        all.put("take a host into a cluster with its login", ClusterRequests.addHost("domain-c7", NODE, "s3cret"));
        all.put("move a lone host into a cluster", ClusterRequests.moveHost("domain-c7", "host-9"));
        all.put("let a host stand alone again", ClusterRequests.standAlone("group-h4", "host-9"));
        all.put("remove a cluster", ClusterRequests.remove("domain-c7"));
        ClusterChange.Groups groups = ClusterChange.Groups.of("pin-a");
        all.put(
                "pin a machine by two groups and a rule that must be kept",
                changed(new ClusterChange()
                        .vmGroup(groups.vms(), List.of("vm-1"), false)
                        .hostGroup(groups.hosts(), List.of("host-9", "host-10"), true)
                        .held("pin-a", groups, true)));
        all.put(
                "keep machines apart, and others together",
                changed(new ClusterChange()
                        .apart("a", List.of("vm-1", "vm-2"))
                        .together("b", List.of("vm-3", "vm-4"))));
        all.put(
                "remove a rule and a group",
                changed(new ClusterChange().removeRule(7).removeGroup("g")));
        all.put("protect a machine", changed(new ClusterChange().restart("vm-1", "medium", false)));
        all.put("change a machine's automation", changed(new ClusterChange().automation("vm-1", "manual", true)));
        all.put("leave a machine to itself", changed(new ClusterChange().automation("vm-1", "", false)));
        all.put("let a machine follow its cluster", changed(new ClusterChange().noAutomation("vm-1")));
        all.put(
                "set HA and DRS, and name nothing else",
                changed(new ClusterChange()
                        .ha(das -> {
                            das.enabled = true;
                            das.admissionControlEnabled = false;
                        })
                        .drs(drs -> {
                            drs.enabled = true;
                            drs.vmotionRate = 3;
                        })));
    }

    private static Request changed(ClusterChange change) {
        return ClusterRequests.reconfigure("domain-c7", change.spec());
    }

    static Stream<String> names() {
        return requests().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("are sent as vSphere's schema has them")
    void golden(String name) throws IOException {
        assertEquals(expected().get(name), requests().get(name).xml());
    }

    @Test
    @DisplayName("are all there")
    void all() throws IOException {
        assertEquals(expected().keySet(), requests().keySet());
    }

    @Test
    @DisplayName("show no password")
    void masked() {
        String shown = ClusterRequests.addHost("domain-c7", NODE, "s3cret").shown();

        assertFalse(shown.contains("s3cret"), shown);
    }

    private static Map<String, String> expected() throws IOException {
        try (InputStream in = SiteRequestsTest.class.getResourceAsStream("site-requests.txt")) {
            Map<String, String> all = new LinkedHashMap<>();
            String name = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    name = line.substring(2);
                } else if (!line.isBlank()) {
                    all.put(name, line);
                }
            }
            return all;
        }
    }
}
