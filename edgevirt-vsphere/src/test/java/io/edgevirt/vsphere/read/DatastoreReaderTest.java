package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Capacity;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A datastore in a listing")
class DatastoreReaderTest {

    private static PoolInfo pool(String accessible, String maintenance, String capacity, String free) {
        return DatastoreReader.pools(
                        objects(object(
                                "Datastore",
                                "datastore-5",
                                "name",
                                val("fast"),
                                "summary.type",
                                val("VMFS"),
                                "summary.accessible",
                                val(accessible),
                                "summary.maintenanceMode",
                                val(maintenance),
                                "summary.capacity",
                                val(capacity),
                                "summary.freeSpace",
                                val(free),
                                "summary.multipleHostAccess",
                                val("true"))),
                        "group-d1")
                .get(0);
    }

    @Test
    @DisplayName("has what is used and what is free")
    void capacity() {
        PoolInfo pool = pool("true", "normal", "1000", "400");

        assertEquals(
                Optional.of(new Capacity(
                        Size.ofBytes(1000), Optional.of(Size.ofBytes(600)), Optional.of(Size.ofBytes(400)))),
                pool.capacity());
        assertEquals(Optional.of(true), pool.shared());
        assertEquals("VMFS", pool.kind());
    }

    @ParameterizedTest
    @CsvSource({"false,normal,1000", "true,normal,0", "true,normal,-1"})
    @DisplayName("has no capacity while it cannot be reached, and none that is none")
    void unknown(String accessible, String maintenance, String capacity) {
        assertEquals(
                Optional.empty(), pool(accessible, maintenance, capacity, "0").capacity());
    }

    @ParameterizedTest
    @CsvSource({"true,normal,true", "true,'',true", "true,inMaintenance,false", "true,enteringMaintenance,false"})
    @DisplayName("is active unless it is under maintenance")
    void active(String accessible, String maintenance, boolean active) {
        assertEquals(active, pool(accessible, maintenance, "1", "1").active());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VMFS", "NFS", "NFS41", "vsan", "VVOL", "PMEM", "of-2031"})
    @DisplayName("has the type that the server names")
    void type(String type) {
        assertEquals(
                type,
                DatastoreReader.pools(
                                objects(object("Datastore", "datastore-5", "summary.type", val(type))), "group-d1")
                        .get(0)
                        .kind());
    }
}
