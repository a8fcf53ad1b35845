package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.ClusterInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A cluster")
class ClusterReaderTest {

    private static final String AROUND = object("HostSystem", "host-1", "name", val("esx1"))
            + object("HostSystem", "host-2", "name", val("esx2"))
            + object("VirtualMachine", "vm-1", "name", val("db%2fa"))
            + object("Folder", "group-h4", "name", val("host"), "parent", val("datacenter-2"))
            + object("Datacenter", "datacenter-2", "name", val("DC"), "parent", val("group-d1"))
            + object("Folder", "group-d1", "name", val("Datacenters"));

    private static ClusterInfo cluster(String settings) {
        return ClusterReader.clusters(
                        objects(object(
                                        "ClusterComputeResource",
                                        "domain-c7",
                                        "name",
                                        val("Prod%2f1"),
                                        "parent",
                                        "<val type=\"Folder\">group-h4</val>",
                                        "host",
                                        "<val xsi:type=\"ArrayOfManagedObjectReference\">"
                                                + "<ManagedObjectReference type=\"HostSystem\">host-1"
                                                + "</ManagedObjectReference><ManagedObjectReference type=\"HostSystem\">"
                                                + "host-3</ManagedObjectReference></val>",
                                        "configurationEx",
                                        "<val xsi:type=\"ClusterConfigInfoEx\">" + settings + "</val>")
                                + AROUND),
                        "group-d1")
                .get(0);
    }

    private static String ha(String enabled, String more) {
        return "<dasConfig><enabled>" + enabled + "</enabled><vmMonitoring>vmMonitoringDisabled</vmMonitoring>" + more
                + "</dasConfig>";
    }

    private static String drs(boolean enabled) {
        return "<drsConfig><enabled>" + enabled + "</enabled><defaultVmBehavior>fullyAutomated</defaultVmBehavior>"
                + "</drsConfig>";
    }

    @Test
    @DisplayName("has a plain name, a path, and its hosts by name, else by id")
    void basics() {
        ClusterInfo cluster = cluster("");

        assertEquals("domain-c7", cluster.id());
        assertEquals("Prod/1", cluster.name());
        assertEquals(List.of("esx1", "host-3"), cluster.nodes());
        assertEquals(Optional.of("/DC/host/Prod%2f1"), cluster.path());
        assertEquals(Optional.empty(), cluster.quorate(), "vSphere has no quorum");
        assertEquals(Optional.empty(), cluster.address());
    }

    @Test
    @DisplayName("is left out where it went away during the listing, and called by its id where it may not be read")
    void gone() {
        String gone = "<objects><obj type=\"ClusterComputeResource\">domain-c8</obj><missingSet><path>name</path>"
                + "<fault><fault xsi:type=\"ManagedObjectNotFound\"/></fault></missingSet></objects>";
        String denied = gone.replace("ManagedObjectNotFound", "NoPermission");

        assertEquals(List.of(), ClusterReader.clusters(objects(gone), "group-d1"));
        ClusterInfo cluster =
                ClusterReader.clusters(objects(denied), "group-d1").get(0);
        assertEquals("domain-c8", cluster.name());
        assertEquals(Optional.empty(), cluster.highAvailability());
        assertEquals(List.of(), cluster.rules());
    }

    @Nested
    @DisplayName("with HA")
    class HighAvailability {

        @ParameterizedTest
        @CsvSource({"true,true", "true,false", "false,true", "false,false"})
        @DisplayName("tells whether it is on, whatever DRS is")
        void on(String enabled, boolean balanced) {
            assertEquals(
                    Optional.of(Boolean.valueOf(enabled)),
                    cluster(ha(enabled, "") + drs(balanced)).highAvailability());
        }

        @Test
        @DisplayName("does not know whether it is on where the server does not say")
        void unknown() {
            assertEquals(Optional.empty(), cluster(drs(true)).highAvailability());
        }

        private static String own(String vm, String settings) {
            return "<dasVmConfig><key type=\"VirtualMachine\">" + vm + "</key>" + settings + "</dasVmConfig>";
        }

        private static String priority(String priority) {
            return "<dasSettings><restartPriority>" + priority + "</restartPriority></dasSettings>";
        }

        @ParameterizedTest
        @ValueSource(strings = {"lowest", "low", "medium", "high", "highest", "of-a-later-version"})
        @DisplayName("protects a machine of its own priority")
        void protects(String priority) {
            assertEquals(
                    List.of("vm-1"),
                    cluster(ha("true", "") + own("vm-1", priority(priority))).protectedVMs());
        }

        @Test
        @DisplayName("protects none whose restart is switched off, in the words of any version")
        void disabled() {
            assertEquals(
                    List.of(),
                    cluster(ha("true", "")
                                    + own("vm-1", priority("disabled"))
                                    + own("vm-2", "<restartPriority>disabled</restartPriority>"))
                            .protectedVMs());
        }

        @Test
        @DisplayName("has a machine that follows the cluster protected as the cluster's default says")
        void follows() {
            String off = "<defaultVmSettings><restartPriority>disabled</restartPriority></defaultVmSettings>";
            String on = off.replace("disabled", "medium");
            String follows = own("vm-1", priority("clusterRestartPriority")) + own("vm-2", "<dasSettings/>");

            assertEquals(
                    List.of("vm-1", "vm-2"), cluster(ha("true", on) + follows).protectedVMs());
            assertEquals(List.of(), cluster(ha("true", off) + follows).protectedVMs());
        }

        @Test
        @DisplayName("that is off protects nothing, whatever settings machines have")
        void off() {
            assertEquals(
                    List.of(),
                    cluster(ha("false", "") + own("vm-1", priority("high"))).protectedVMs());
        }
    }

    @Nested
    @DisplayName("has rules")
    class Rules {

        private static String rule(String type, String enabled, String name, String more) {
            return "<rule xsi:type=\"" + type + "\"><key>1</key><status>green</status><enabled>" + enabled
                    + "</enabled><name>" + name + "</name><mandatory>true</mandatory>" + more + "</rule>";
        }

        private static String vms() {
            return "<vm type=\"VirtualMachine\">vm-1</vm><vm type=\"VirtualMachine\">vm-2</vm>";
        }

        private static String groups() {
            return "<group xsi:type=\"ClusterVmGroup\"><name>dbs</name><vm type=\"VirtualMachine\">vm-1</vm></group>"
                    + "<group xsi:type=\"ClusterVmGroup\"><name>webs</name><vm type=\"VirtualMachine\">vm-2</vm></group>"
                    + "<group xsi:type=\"ClusterHostGroup\"><name>left</name><host type=\"HostSystem\">host-2</host>"
                    + "</group>";
        }

        @ParameterizedTest
        @CsvSource({
            "ClusterAffinityRuleSpec,true,'pair: [db/a, vm-2] together'",
            "ClusterAntiAffinityRuleSpec,true,'pair: [db/a, vm-2] apart'",
            "ClusterAntiAffinityRuleSpec,false,'pair: [db/a, vm-2] apart (off)'"
        })
        @DisplayName("between machines")
        void machines(String type, String enabled, String line) {
            assertEquals(
                    List.of(line), cluster(rule(type, enabled, "pair", vms())).rules());
        }

        @Test
        @DisplayName("of machines that must be on hosts, and of those that must not")
        void hosts() {
            String on = rule(
                    "ClusterVmHostRuleInfo",
                    "true",
                    "on",
                    "<vmGroupName>dbs</vmGroupName><affineHostGroupName>left</affineHostGroupName>");
            String notOn = rule(
                    "ClusterVmHostRuleInfo",
                    "true",
                    "off",
                    "<vmGroupName>dbs</vmGroupName><antiAffineHostGroupName>left</antiAffineHostGroupName>");

            assertEquals(
                    List.of("on: [db/a] on [esx2]", "off: [db/a] not on [esx2]"),
                    cluster(on + notOn + groups()).rules());
        }

        @Test
        @DisplayName("of machines that start after others")
        void order() {
            assertEquals(
                    List.of("order: [vm-2] after [db/a]"),
                    cluster(rule(
                                            "ClusterDependencyRuleInfo",
                                            "true",
                                            "order",
                                            "<vmGroup>webs</vmGroup><dependsOnVmGroup>dbs</dependsOnVmGroup>")
                                    + groups())
                            .rules());
        }

        @Test
        @DisplayName("of groups that the server does not tell, by the group's name")
        void untold() {
            assertEquals(
                    List.of("on: x on y"),
                    cluster(rule(
                                    "ClusterVmHostRuleInfo",
                                    "true",
                                    "on",
                                    "<vmGroupName>x</vmGroupName><affineHostGroupName>y</affineHostGroupName>"))
                            .rules());
        }

        @Test
        @DisplayName("of later versions by their type, and names as they are: they are not escaped")
        void later() {
            assertEquals(
                    List.of("100%25: ClusterLunarRuleInfo"),
                    cluster(rule("ClusterLunarRuleInfo", "true", "100%25", "")).rules());
        }
    }
}
