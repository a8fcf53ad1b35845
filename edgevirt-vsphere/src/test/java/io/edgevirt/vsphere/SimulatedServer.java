package io.edgevirt.vsphere;

import static java.util.stream.Collectors.toMap;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import io.edgevirt.vsphere.sim.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** VMware's own API simulator, as a vCenter or as an ESXi host alone. */
final class SimulatedServer implements ContractServer, BeforeAllCallback {

    private static final String STORE = "LocalDS_0";

    private final boolean vCenter;
    private Optional<Simulator> started = Optional.empty();

    private SimulatedServer(boolean vCenter) {
        this.vCenter = vCenter;
    }

    /** Started once, and ended with the outer class's store: after the contract has looked for what is left behind. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (started.isEmpty()) {
            Simulator fresh = vCenter ? Simulator.vcenter(o -> o) : Simulator.esxi(o -> o);
            context.getStore(ExtensionContext.Namespace.create(SimulatedServer.class, label()))
                    .put("simulator", fresh);
            started = Optional.of(fresh);
            image(fresh);
        }
    }

    private Simulator simulator() {
        return started.orElseThrow();
    }

    static SimulatedServer vCenter() {
        return new SimulatedServer(true);
    }

    static SimulatedServer esxi() {
        return new SimulatedServer(false);
    }

    /** A datastore of the simulator's is a folder. */
    private static void image(Simulator simulator) {
        try (Stream<Path> folders = Files.walk(simulator.folder(), 1)) {
            Path store = folders.filter(f -> f.getFileName().toString().contains(STORE))
                    .findFirst()
                    .orElseThrow();
            Files.write(Files.createDirectories(store.resolve("iso")).resolve("contract.iso"), new byte[64 * 1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String label() {
        return vCenter ? "vcenter" : "esxi";
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        String uri = (vCenter ? "vsphere://" : "esxi://") + simulator().url().getAuthority();
        return EdgeVirt.connect(uri, settings -> {
            settings.username(simulator().user())
                    .password(Secret.of(simulator().password().toCharArray()))
                    .trust(Trust.pinnedSha256(simulator().fingerprint()));
            more.accept(settings);
        });
    }

    @Override
    public Props props() {
        Props.Draft props = Props.draft()
                .network("VM Network")
                .pool(STORE)
                .iso("[" + STORE + "] iso/contract.iso")
                .uplink("vmnic1")
                .guestOs("debian11_64Guest")
                .nativeType(com.vmware.vim25.mo.ServiceInstance.class);
        return vCenter
                ? props.folder("Edge")
                        .resourcePool("DC0_C0_RP1")
                        .cluster("DC0_C0")
                        .props()
                : props.resourcePool("Resources").props();
    }

    @Override
    public Map<String, String> gaps() {
        Properties gaps = new Properties();
        try (InputStream text = SimulatedServer.class.getResourceAsStream("/gaps.properties")) {
            gaps.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (vCenter) {
            gaps.setProperty(
                    "Clones.full",
                    "not verifiable on the simulator: its CloneVM_Task gives the copy's file to the original as well");
        }
        return gaps.stringPropertyNames().stream().collect(toMap(key -> key, gaps::getProperty));
    }
}
