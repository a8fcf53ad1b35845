package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.VMInfo;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.read.MachineReader;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** A session with a simulator, whose requests are noted. */
final class Bed implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Vim vim;
    private final Inventory inventory;
    private final Updates updates;

    /** At a vCenter. */
    Bed(Simulator simulator) {
        this(simulator, "vsphere");
    }

    Bed(Simulator simulator, String scheme) {
        Endpoint endpoint = new Endpoint(
                scheme + "://localhost",
                scheme,
                Optional.empty(),
                Optional.of(simulator.url().getHost()),
                OptionalInt.of(simulator.url().getPort()),
                "",
                Map.of());
        Settings settings = new Settings.Builder()
                .username(simulator.user())
                .password(Secret.of(simulator.password().toCharArray()))
                .trust(Trust.pinnedSha256(simulator.fingerprint()))
                .requestTimeout(TIMEOUT)
                .build();
        vim = Vim.connect(endpoint, settings, noting());
        inventory = new Inventory(vim, roots(), TIMEOUT);
        updates = new Updates(vim, roots(), TIMEOUT, Faults::of, "test");
        sent.clear();
    }

    private Wire noting() {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                sent.add(request);
                return send.call();
            }
        };
    }

    Vim vim() {
        return vim;
    }

    Roots roots() {
        return Roots.of(vim.content());
    }

    Inventory inventory() {
        return inventory;
    }

    Updates updates() {
        return updates;
    }

    /** The names of all requests since the session began, or since {@link #forget}. */
    List<String> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    void forget() {
        sent.clear();
    }

    List<VMInfo> machines() {
        return MachineReader.machines(
                inventory.all(MachineReader.WANTED), roots().rootFolder().id(), Instant.EPOCH);
    }

    String task(String machine, String method) {
        return vim.task(Request.on(reference("VirtualMachine", machine), method));
    }

    static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }

    @Override
    public void close() {
        updates.close();
        inventory.close();
        vim.close();
    }
}
