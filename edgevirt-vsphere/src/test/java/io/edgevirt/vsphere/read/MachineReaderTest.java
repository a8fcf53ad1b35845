package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Size;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A machine in a listing")
class MachineReaderTest {

    private static final Instant AT = Instant.parse("2024-05-01T10:00:00Z");
    private static final String HOST = object("HostSystem", "host-9", "name", val("esx9.example.com"));

    private static List<VMInfo> read(String listing) {
        return MachineReader.machines(objects(listing + HOST), "group-d1", AT);
    }

    private static VMInfo machine(String power, String connection) {
        return read(object(
                        "VirtualMachine",
                        "vm-42",
                        "name",
                        val("50%25 off"),
                        "runtime.powerState",
                        val(power),
                        "runtime.connectionState",
                        val(connection),
                        "runtime.host",
                        "<val type=\"HostSystem\">host-9</val>",
                        "runtime.bootTime",
                        val("2024-04-30T08:00:00.5+02:00"),
                        "summary.config.numCpu",
                        val("8"),
                        "summary.config.memorySizeMB",
                        val("16384"),
                        "summary.config.template",
                        val("false")))
                .get(0);
    }

    @Test
    @DisplayName("has name, size, host and start")
    void whole() {
        assertEquals(
                new VMInfo(
                        "vm-42",
                        "50% off",
                        VMState.RUNNING,
                        Optional.of(8),
                        Optional.of(Size.gib(16)),
                        Optional.of("esx9.example.com"),
                        Optional.empty(),
                        Optional.of(Instant.parse("2024-04-30T06:00:00.5Z")),
                        Optional.of(false),
                        AT),
                machine("poweredOn", "connected"));
    }

    @ParameterizedTest
    @CsvSource({
        "poweredOn,connected,RUNNING",
        "poweredOff,connected,OFF",
        "suspended,connected,SAVED",
        "poweredOn,disconnected,UNKNOWN",
        "poweredOff,orphaned,UNKNOWN",
        "poweredOff,inaccessible,UNKNOWN",
        "poweredOff,invalid,UNKNOWN",
        "hibernating,connected,UNKNOWN"
    })
    @DisplayName("has the state that the server knows, and an unknown one where its host cannot be reached")
    void state(String power, String connection, VMState state) {
        assertEquals(state, machine(power, connection).state());
    }

    @Test
    @DisplayName("has no start unless it runs")
    void start() {
        assertEquals(Optional.empty(), machine("poweredOff", "connected").startedAt());
    }

    @Test
    @DisplayName("has nothing that the server does not tell, and its id for a name")
    void unknown() {
        assertEquals(
                new VMInfo(
                        "vm-1",
                        "vm-1",
                        VMState.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AT),
                read(object("VirtualMachine", "vm-1", "summary.config.numCpu", val("0")))
                        .get(0));
    }

    @Test
    @DisplayName("is not there if it went away meanwhile")
    void gone() {
        assertEquals(
                List.of(),
                read("<objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>name</path><fault>"
                        + "<fault xsi:type=\"ManagedObjectNotFound\"/></fault></missingSet></objects>"));
    }
}
