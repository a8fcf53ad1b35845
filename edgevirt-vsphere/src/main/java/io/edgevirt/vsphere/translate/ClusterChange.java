package io.edgevirt.vsphere.translate;

import com.vmware.vim25.ArrayUpdateOperation;
import com.vmware.vim25.ArrayUpdateSpec;
import com.vmware.vim25.ClusterAffinityRuleSpec;
import com.vmware.vim25.ClusterAntiAffinityRuleSpec;
import com.vmware.vim25.ClusterConfigSpecEx;
import com.vmware.vim25.ClusterDasConfigInfo;
import com.vmware.vim25.ClusterDasVmConfigInfo;
import com.vmware.vim25.ClusterDasVmConfigSpec;
import com.vmware.vim25.ClusterDasVmSettings;
import com.vmware.vim25.ClusterDrsConfigInfo;
import com.vmware.vim25.ClusterDrsVmConfigInfo;
import com.vmware.vim25.ClusterDrsVmConfigSpec;
import com.vmware.vim25.ClusterGroupInfo;
import com.vmware.vim25.ClusterGroupSpec;
import com.vmware.vim25.ClusterHostGroup;
import com.vmware.vim25.ClusterRuleInfo;
import com.vmware.vim25.ClusterRuleSpec;
import com.vmware.vim25.ClusterVmGroup;
import com.vmware.vim25.ClusterVmHostRuleInfo;
import com.vmware.vim25.DrsBehavior;
import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.vsphere.soap.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what is to change of a cluster's settings; everything else stays as it is. Not thread-safe. */
public final class ClusterChange {

    private final List<ClusterRuleSpec> rules = new ArrayList<>();
    private final List<ClusterGroupSpec> groups = new ArrayList<>();
    private final ClusterConfigSpecEx spec = new ClusterConfigSpecEx();

    /** Begins without a change. */
    public ClusterChange() {}

    /**
     * What was collected.
     *
     * @return the specification for {@code ReconfigureComputeResource_Task} with {@code modify} true
     */
    public ClusterConfigSpecEx spec() {
        if (!rules.isEmpty()) {
            spec.rulesSpec = rules.toArray(ClusterRuleSpec[]::new);
        }
        if (!groups.isEmpty()) {
            spec.groupSpec = groups.toArray(ClusterGroupSpec[]::new);
        }
        return spec;
    }

    /**
     * Adds a rule that keeps machines on different hosts.
     *
     * @param name the rule's name
     * @param vms the machines' ids
     * @return this
     */
    public ClusterChange apart(String name, List<String> vms) {
        ClusterAntiAffinityRuleSpec rule = new ClusterAntiAffinityRuleSpec();
        rule.vm = refs("VirtualMachine", vms);
        return add(named(rule, name));
    }

    /**
     * Adds a rule that keeps machines on the same host.
     *
     * @param name the rule's name
     * @param vms the machines' ids
     * @return this
     */
    public ClusterChange together(String name, List<String> vms) {
        ClusterAffinityRuleSpec rule = new ClusterAffinityRuleSpec();
        rule.vm = refs("VirtualMachine", vms);
        return add(named(rule, name));
    }

    /**
     * Adds or changes a rule that holds machines to hosts.
     *
     * @param rule the rule's name
     * @param groupsOf which groups it is about
     * @param mandatory whether it must be kept, even by vSphere HA; else it is a wish
     * @return this
     */
    public ClusterChange held(String rule, Groups groupsOf, boolean mandatory) {
        ClusterVmHostRuleInfo info = new ClusterVmHostRuleInfo();
        info.vmGroupName = groupsOf.vms();
        info.affineHostGroupName = groupsOf.hosts();
        info.mandatory = mandatory;
        return add(named(info, rule));
    }

    /**
     * The names of a rule's two groups.
     *
     * @param vms the name of the group of machines
     * @param hosts the name of the group of hosts
     */
    public record Groups(String vms, String hosts) {

        /**
         * The groups of a rule of EdgeVirt's.
         *
         * @param rule the rule's name
         * @return the rule's name with an ending
         */
        public static Groups of(String rule) {
            return new Groups(rule + " vms", rule + " hosts");
        }
    }

    private static <R extends ClusterRuleInfo> R named(R rule, String name) {
        rule.name = name;
        rule.enabled = true;
        return rule;
    }

    private ClusterChange add(ClusterRuleInfo rule) {
        ClusterRuleSpec change = new ClusterRuleSpec();
        change.operation = ArrayUpdateOperation.add;
        change.info = rule;
        rules.add(change);
        return this;
    }

    /**
     * Removes a rule.
     *
     * @param key the rule's key
     * @return this
     */
    public ClusterChange removeRule(int key) {
        rules.add(removed(new ClusterRuleSpec(), key));
        return this;
    }

    /**
     * Sets a group of machines.
     *
     * @param name the group's name
     * @param vms the machines' ids
     * @param there whether there is such a group already
     * @return this
     */
    public ClusterChange vmGroup(String name, List<String> vms, boolean there) {
        ClusterVmGroup group = new ClusterVmGroup();
        group.name = name;
        group.vm = refs("VirtualMachine", vms);
        return group(group, there);
    }

    /**
     * Sets a group of hosts.
     *
     * @param name the group's name
     * @param hosts the hosts' ids
     * @param there whether there is such a group already
     * @return this
     */
    public ClusterChange hostGroup(String name, List<String> hosts, boolean there) {
        ClusterHostGroup group = new ClusterHostGroup();
        group.name = name;
        group.host = refs("HostSystem", hosts);
        return group(group, there);
    }

    private ClusterChange group(ClusterGroupInfo group, boolean there) {
        ClusterGroupSpec change = new ClusterGroupSpec();
        change.operation = set(there);
        change.info = group;
        groups.add(change);
        return this;
    }

    /**
     * Removes a group.
     *
     * @param name the group's name
     * @return this
     */
    public ClusterChange removeGroup(String name) {
        groups.add(removed(new ClusterGroupSpec(), name));
        return this;
    }

    private static <S extends ArrayUpdateSpec> S removed(S change, Object key) {
        change.operation = ArrayUpdateOperation.remove;
        change.removeKey = key;
        return change;
    }

    private static ArrayUpdateOperation set(boolean there) {
        return there ? ArrayUpdateOperation.edit : ArrayUpdateOperation.add;
    }

    /**
     * Says how soon vSphere HA restarts a machine.
     *
     * @param vm the machine's id
     * @param priority as vSphere writes it, such as {@code medium} or {@code disabled}
     * @param there whether the cluster has settings of this machine's own already
     * @return this
     */
    public ClusterChange restart(String vm, String priority, boolean there) {
        ClusterDasVmConfigInfo info = new ClusterDasVmConfigInfo();
        info.key = Request.ref("VirtualMachine", vm);
        info.dasSettings = new ClusterDasVmSettings();
        info.dasSettings.restartPriority = priority;
        ClusterDasVmConfigSpec change = new ClusterDasVmConfigSpec();
        change.operation = set(there);
        change.info = info;
        spec.dasVmConfigSpec = new ClusterDasVmConfigSpec[] {change};
        return this;
    }

    /**
     * Says how far DRS moves a machine by itself.
     *
     * @param vm the machine's id
     * @param behaviour as vSphere writes it, such as {@code manual}; empty if DRS leaves the machine alone
     * @param there whether the cluster has settings of this machine's own already
     * @return this
     */
    public ClusterChange automation(String vm, String behaviour, boolean there) {
        ClusterDrsVmConfigInfo info = new ClusterDrsVmConfigInfo();
        info.key = Request.ref("VirtualMachine", vm);
        info.enabled = !behaviour.isEmpty();
        if (!behaviour.isEmpty()) {
            info.behavior = DrsBehavior.valueOf(behaviour);
        }
        ClusterDrsVmConfigSpec change = new ClusterDrsVmConfigSpec();
        change.operation = set(there);
        change.info = info;
        spec.drsVmConfigSpec = new ClusterDrsVmConfigSpec[] {change};
        return this;
    }

    /**
     * Lets a machine follow the cluster's own automation again.
     *
     * @param vm the machine's id
     * @return this
     */
    public ClusterChange noAutomation(String vm) {
        ClusterDrsVmConfigSpec change = removed(new ClusterDrsVmConfigSpec(), Request.ref("VirtualMachine", vm));
        spec.drsVmConfigSpec = new ClusterDrsVmConfigSpec[] {change};
        return this;
    }

    /**
     * Sets vSphere HA.
     *
     * @param change fills in what is to be set
     * @return this
     */
    public ClusterChange ha(Consumer<ClusterDasConfigInfo> change) {
        ClusterDasConfigInfo das = new ClusterDasConfigInfo();
        change.accept(das);
        spec.dasConfig = das;
        return this;
    }

    /**
     * Sets DRS.
     *
     * @param change fills in what is to be set
     * @return this
     */
    public ClusterChange drs(Consumer<ClusterDrsConfigInfo> change) {
        ClusterDrsConfigInfo drs = new ClusterDrsConfigInfo();
        change.accept(drs);
        spec.drsConfig = drs;
        return this;
    }

    private static ManagedObjectReference[] refs(String type, List<String> ids) {
        return ids.stream().map(id -> Request.ref(type, id)).toArray(ManagedObjectReference[]::new);
    }
}
