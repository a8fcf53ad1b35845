package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.VSphere;
import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An OVF that is brought in while the connection breaks")
@NeedsSimulator
class OvfLossTest {

    static Stream<Arguments> cases() {
        return Stream.of("ImportVApp", "HttpNfcLeaseComplete", "CreateImportSpec")
                .flatMap(method -> Stream.of(true, false).map(carriedOut -> arguments(method, carriedOut)));
    }

    @ParameterizedTest(name = "at {0}, carried out: {1}: there is one machine, or none and an error")
    @MethodSource("cases")
    void once(String method, boolean carriedOut, @TempDir Path folder) throws IOException {
        Path ovf = Files.writeString(folder.resolve("edge.ovf"), OvfImportTest.descriptor("disk.vmdk"));
        Files.write(folder.resolve("disk.vmdk"), new byte[300_000]);
        try (Simulator simulator = Simulator.vcenter(o -> o);
                Relay relay = new Relay(simulator);
                Hypervisor hv = connect(simulator, relay)) {
            relay.next(method, carriedOut ? Effect.cutAfter() : Effect.cutBefore());
            boolean done = brought(hv, ovf);

            assertFalse(relay.pending(), "nothing was broken");
            assertEquals(
                    done ? 1 : 0,
                    hv.vms().list().stream()
                            .filter(vm -> vm.name().equals("loss"))
                            .count());
        }
    }

    private static boolean brought(Hypervisor hv, Path ovf) {
        try {
            OvfSettings settings = OvfSettings.to(Destination.anywhere().datastore("LocalDS_0"));
            hv.unwrap(VSphere.class).importOvf(ovf, "loss", settings).run();
            return true;
        } catch (EdgeVirtException e) {
            return false;
        }
    }

    private static Hypervisor connect(Simulator simulator, Relay relay) {
        return EdgeVirt.connect(
                "vsphere://" + relay.url().getAuthority(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(relay.fingerprint())));
    }
}
