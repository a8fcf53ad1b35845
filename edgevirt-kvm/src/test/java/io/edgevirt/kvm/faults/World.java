package io.edgevirt.kvm.faults;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is at the host, seen by a connection of its own that no fault touches, and by its folder of images. */
final class World implements AutoCloseable {

    /** VIR_DOMAIN_XML_INACTIVE of virDomainXMLFlags. */
    private static final int INACTIVE = 2;

    private final String uri;
    private final Path images;
    private final String prefix;
    private Hypervisor hv;

    /**
     * A look at a host.
     *
     * @param prefix what the names of the test's own machines begin with; others are not looked at
     */
    World(String uri, Path images, String prefix) {
        this.uri = uri;
        this.images = images;
        this.prefix = prefix;
        hv = EdgeVirt.connect(uri);
    }

    /** After the daemon was killed: looks through a new connection. */
    void again() {
        hv.close();
        hv = EdgeVirt.connect(uri);
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

    /** The test's machines and files, in the words in which leftovers are named. */
    Set<String> things() {
        Set<String> things = new TreeSet<>();
        for (VM vm : mine()) {
            things.add("domain " + vm.name());
            vm.snapshots().list().forEach(s -> things.add("snapshot " + s.name() + " of " + vm.name()));
        }
        files().forEach(f -> things.add("volume default/" + f));
        return things;
    }

    private List<VM> mine() {
        return hv.vms().list().stream().filter(v -> v.name().startsWith(prefix)).toList();
    }

    private List<String> files() {
        try (Stream<Path> all = Files.list(images)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of the test's files are whole images of CDs, as their descriptor at byte 32769 says (ECMA-119). */
    long isoImages() {
        return files().stream()
                .filter(f -> begins(images.resolve(f), 32769, "CD001"))
                .count();
    }

    private static boolean begins(Path file, int at, String with) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(at);
            return new String(in.readNBytes(with.length()), StandardCharsets.US_ASCII).equals(with);
        } catch (EOFException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What libvirt's pool tells must be what its folder holds. */
    boolean poolAgrees() {
        Set<String> told = hv.storage().get("default").volumes().list().stream()
                .map(v -> v.name())
                .filter(n -> n.startsWith(prefix))
                .collect(Collectors.toSet());
        return told.equals(Set.copyOf(files()));
    }

    /** What a change could alter of each of the test's machines: its state and its definition. */
    Map<String, String> portraits() {
        Map<String, String> portraits = new TreeMap<>();
        mine().forEach(v -> portraits.put(v.name(), v.state() + " " + definition(v)));
        return portraits;
    }

    /** Its lines in the order of the alphabet: libvirt puts devices in another order when it is started again. */
    private static String definition(VM vm) {
        try {
            String xml = vm.unwrap(org.libvirt.Domain.class).getXMLDesc(INACTIVE);
            return xml.lines().sorted().collect(Collectors.joining("\n"));
        } catch (org.libvirt.LibvirtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes all machines and files of the test's own. */
    void clear() {
        List<VM> left = mine();
        for (VM vm : left) {
            if (vm.state() != VMState.OFF) {
                vm.powerOff();
            }
        }
        // Clones first: an original that clones build on is not deleted.
        left.stream().sorted((a, b) -> b.name().compareTo(a.name())).forEach(VM::delete);
        hv.storage().get("default").volumes().list().stream()
                .filter(v -> v.name().startsWith(prefix))
                .forEach(v -> v.delete());
    }

    @Override
    public void close() {
        hv.close();
    }
}
