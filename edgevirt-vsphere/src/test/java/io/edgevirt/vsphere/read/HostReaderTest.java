package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.HostInfo;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A host in a listing")
class HostReaderTest {

    private static HostInfo host(String around, String... properties) {
        return HostReader.hosts(objects(object("HostSystem", "host-9", properties) + around), "group-d1")
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "connected,poweredOn,false,UP",
        "connected,poweredOn,true,MAINTENANCE",
        "connected,standBy,false,DOWN",
        "disconnected,poweredOn,false,DOWN",
        "notResponding,unknown,false,DOWN",
        "connected,poweredOff,true,DOWN",
        "entangled,poweredOn,false,UNKNOWN"
    })
    @DisplayName("can be used or not")
    void state(String connection, String power, String maintenance, HostInfo.State state) {
        assertEquals(
                state,
                host(
                                "",
                                "runtime.connectionState",
                                val(connection),
                                "runtime.powerState",
                                val(power),
                                "runtime.inMaintenanceMode",
                                val(maintenance))
                        .state());
    }

    @ParameterizedTest
    @CsvSource({"1024,1073741824,0", "512,1073741824,536870912", "2048,1073741824,", "-1,1073741824,", "512,0,"})
    @DisplayName("has memory that is free, unless the figures contradict each other")
    void memory(String usedMib, String all, Long free) {
        HostInfo host = host(
                "", "summary.hardware.memorySize", val(all), "summary.quickStats.overallMemoryUsage", val(usedMib));

        assertEquals(Optional.ofNullable(free).map(Size::ofBytes), host.freeMemory());
    }

    @Test
    @DisplayName("has processors and the version of its software")
    void facts() {
        HostInfo host = host(
                "",
                "name",
                val("esx9"),
                "summary.hardware.numCpuThreads",
                val("64"),
                "summary.config.product.version",
                val("8.0.3"));

        assertEquals("esx9", host.name());
        assertEquals(Optional.of(64), host.cpus());
        assertEquals(Optional.of("8.0.3"), host.version());
    }

    @Test
    @DisplayName("is a member of a cluster, and of none if it stands alone")
    void cluster() {
        String cluster = object("ClusterComputeResource", "domain-c7", "name", val("Prod"));
        String alone = object("ComputeResource", "domain-s8", "name", val("esx9"));

        assertEquals(
                Optional.of("Prod"),
                host(cluster, "parent", "<val type=\"ClusterComputeResource\">domain-c7</val>")
                        .cluster());
        assertEquals(
                Optional.empty(),
                host(alone, "parent", "<val type=\"ComputeResource\">domain-s8</val>")
                        .cluster());
    }

    @Test
    @DisplayName("has nothing that the server does not tell")
    void unknown() {
        HostInfo host = host("");

        assertEquals("host-9", host.name());
        assertEquals(HostInfo.State.UNKNOWN, host.state());
        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(host.cpus(), host.memory(), host.freeMemory(), host.version()));
    }
}
