package io.edgevirt.vsphere.faults;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.sim.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is at the server, seen by a connection of its own that no fault touches, and by the files it keeps. */
final class World implements AutoCloseable {

    private final Hypervisor hv;
    private final Path folder;
    private final String prefix;

    /**
     * A look at a server.
     *
     * @param prefix what the names of the test's own machines begin with; others are not looked at
     */
    World(Simulator simulator, String scheme, String prefix) {
        this.prefix = prefix;
        this.folder = simulator.folder();
        hv = EdgeVirt.connect(
                scheme + "://" + simulator.url().getAuthority(),
                c -> c.username(simulator.user())
                        .password(Secret.of(simulator.password().toCharArray()))
                        .trust(Trust.pinnedSha256(simulator.fingerprint())));
    }

    Hypervisor hv() {
        return hv;
    }

    VM vm(String name) {
        return hv.vms().get(name);
    }

    /** The machines of one name: more than one is a duplicate. */
    long count(String name) {
        return hv.vms().list().stream().filter(v -> v.name().equals(name)).count();
    }

    private List<VM> mine() {
        return hv.vms().list().stream().filter(v -> v.name().startsWith(prefix)).toList();
    }

    /** The test's machines and snapshots, in the words in which leftovers are named. */
    Set<String> things() {
        Set<String> things = new TreeSet<>();
        for (VM vm : mine()) {
            things.add("machine " + vm.name());
            vm.snapshots().list().forEach(s -> things.add("snapshot " + s.name() + " of " + vm.name()));
        }
        return things;
    }

    /** The test's files on the server's datastores. */
    Set<String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(f -> folder.relativize(f).toString())
                    .filter(f -> f.contains(prefix))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all machines of the test's own, and what files the simulator forgets. */
    void clear() {
        for (VM vm : mine()) {
            if (vm.state() != VMState.OFF) {
                vm.powerOff();
            }
            vm.delete();
        }
        files().stream()
                .map(folder::resolve)
                .sorted(Comparator.reverseOrder())
                .forEach(f -> f.toFile().delete());
    }

    @Override
    public void close() {
        hv.close();
    }
}
