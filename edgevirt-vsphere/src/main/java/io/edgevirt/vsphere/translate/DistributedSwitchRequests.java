package io.edgevirt.vsphere.translate;

import com.vmware.vim25.BoolPolicy;
import com.vmware.vim25.DVPortgroupConfigSpec;
import com.vmware.vim25.DVSCreateSpec;
import com.vmware.vim25.DVSNameArrayUplinkPortPolicy;
import com.vmware.vim25.DVSSecurityPolicy;
import com.vmware.vim25.DistributedVirtualSwitchHostMemberConfigSpec;
import com.vmware.vim25.DistributedVirtualSwitchHostMemberPnicBacking;
import com.vmware.vim25.DistributedVirtualSwitchHostMemberPnicSpec;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VMwareDVSConfigSpec;
import com.vmware.vim25.VMwareDVSPortSetting;
import com.vmware.vim25.VmwareDistributedVirtualSwitchVlanIdSpec;
import io.edgevirt.vsphere.soap.Request;
import java.util.List;

/** Requests about distributed switches, which vCenter alone has. */
public final class DistributedSwitchRequests {

    private static final String TASK = "ManagedObjectReference";
    /** What VMware's own client gives a new portgroup; it grows as machines are connected. */
    private static final int PORTS = 8;

    private DistributedSwitchRequests() {}

    /**
     * Makes a distributed switch.
     *
     * @param folder the id of the data centre's network folder
     * @param name the switch's name
     * @param uplinks the names of its uplinks, one for each adapter that a host may give
     * @param mtu the largest frame in bytes; 0 for vCenter's default
     * @param mark what is written into its description, by which it is found again
     * @return the request
     */
    public static Request create(String folder, String name, List<String> uplinks, int mtu, String mark) {
        VMwareDVSConfigSpec config = new VMwareDVSConfigSpec();
        config.name = name;
        config.description = mark;
        DVSNameArrayUplinkPortPolicy policy = new DVSNameArrayUplinkPortPolicy();
        policy.uplinkPortName = uplinks.toArray(String[]::new);
        config.uplinkPortPolicy = policy;
        if (mtu > 0) {
            config.maxMtu = mtu;
        }
        DVSCreateSpec spec = new DVSCreateSpec();
        spec.configSpec = config;
        return Request.on("Folder", folder, "CreateDVS_Task")
                .with("spec", "DVSCreateSpec", spec)
                .returning(TASK);
    }

    /**
     * Connects a host to a distributed switch.
     *
     * @param dvs the switch
     * @param version the version of the switch's configuration that was read
     * @param host the host's id
     * @param adapters the host's adapters, such as {@code vmnic1}
     * @return the request
     */
    public static Request addHost(ManagedObjectReference dvs, String version, String host, List<String> adapters) {
        DistributedVirtualSwitchHostMemberConfigSpec member = member("add", host);
        DistributedVirtualSwitchHostMemberPnicBacking backing = new DistributedVirtualSwitchHostMemberPnicBacking();
        if (!adapters.isEmpty()) {
            backing.pnicSpec = adapters.stream()
                    .map(DistributedSwitchRequests::adapter)
                    .toArray(DistributedVirtualSwitchHostMemberPnicSpec[]::new);
        }
        member.backing = backing;
        return reconfigure(dvs, version, member);
    }

    private static DistributedVirtualSwitchHostMemberPnicSpec adapter(String name) {
        DistributedVirtualSwitchHostMemberPnicSpec spec = new DistributedVirtualSwitchHostMemberPnicSpec();
        spec.pnicDevice = name;
        return spec;
    }

    /**
     * Takes a host off a distributed switch.
     *
     * @param dvs the switch
     * @param version the version of the switch's configuration that was read
     * @param host the host's id
     * @return the request
     */
    public static Request removeHost(ManagedObjectReference dvs, String version, String host) {
        return reconfigure(dvs, version, member("remove", host));
    }

    private static DistributedVirtualSwitchHostMemberConfigSpec member(String operation, String host) {
        DistributedVirtualSwitchHostMemberConfigSpec member = new DistributedVirtualSwitchHostMemberConfigSpec();
        member.operation = operation;
        member.host = Request.ref("HostSystem", host);
        return member;
    }

    private static Request reconfigure(
            ManagedObjectReference dvs, String version, DistributedVirtualSwitchHostMemberConfigSpec member) {
        VMwareDVSConfigSpec config = new VMwareDVSConfigSpec();
        config.configVersion = version;
        config.host = new DistributedVirtualSwitchHostMemberConfigSpec[] {member};
        return Request.on(dvs, "ReconfigureDvs_Task")
                .with("spec", "DVSConfigSpec", config)
                .returning(TASK);
    }

    /**
     * Makes a portgroup on a distributed switch.
     *
     * @param dvs the switch
     * @param portgroup what is wanted
     * @param mark what is written into its description, by which it is found again
     * @return the request
     */
    public static Request addPortgroup(ManagedObjectReference dvs, WantedPortgroup portgroup, String mark) {
        DVPortgroupConfigSpec spec = new DVPortgroupConfigSpec();
        spec.name = portgroup.name();
        spec.numPorts = PORTS;
        VMwareDVSPortSetting setting = new VMwareDVSPortSetting();
        VmwareDistributedVirtualSwitchVlanIdSpec vlan = new VmwareDistributedVirtualSwitchVlanIdSpec();
        vlan.vlanId = portgroup.vlan();
        setting.vlan = vlan;
        DVSSecurityPolicy security = new DVSSecurityPolicy();
        security.allowPromiscuous = policy(portgroup.promiscuous());
        security.macChanges = policy(portgroup.macChanges());
        security.forgedTransmits = policy(portgroup.forgedTransmits());
        setting.securityPolicy = security;
        spec.defaultPortConfig = setting;
        spec.description = mark;
        spec.type = "earlyBinding";
        spec.autoExpand = true;
        return Request.on(dvs, "AddDVPortgroup_Task")
                .with("spec", "DVPortgroupConfigSpec[]", new DVPortgroupConfigSpec[] {spec})
                .returning(TASK);
    }

    private static BoolPolicy policy(boolean value) {
        BoolPolicy policy = new BoolPolicy();
        policy.value = value;
        return policy;
    }

    /**
     * Removes a distributed switch with its portgroups.
     *
     * @param dvs the switch
     * @return the request
     */
    public static Request remove(ManagedObjectReference dvs) {
        return Request.on(dvs, "Destroy_Task").returning(TASK);
    }

    /**
     * Removes a portgroup of a distributed switch.
     *
     * @param portgroup the portgroup's id
     * @return the request
     */
    public static Request removePortgroup(String portgroup) {
        return Request.on("DistributedVirtualPortgroup", portgroup, "Destroy_Task")
                .returning(TASK);
    }
}
