package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.Capacity;
import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.SwitchDefinition;
import io.edgevirt.SwitchInfo;
import io.edgevirt.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts, switches, pools and volumes. */
abstract class SurroundingsContract {

    @Test
    @DisplayName("there is a host, found by its name and its id")
    void hosts(Bench bench) {
        List<Host> hosts = bench.hv().hosts().list();
        Host host = hosts.get(0);

        assertFalse(host.name().isBlank());
        assertEquals(host, bench.hv().hosts().get(host.name()));
        assertEquals(host, bench.hv().hosts().byId(host.id()));
        assertEquals(host.name(), host.refresh().name());
        host.info()
                .freeMemory()
                .ifPresent(free -> host.info()
                        .memory()
                        .ifPresent(memory -> assertTrue(free.compareTo(memory) <= 0, host.info()::toString)));
    }

    @Test
    @DisplayName("a machine tells a host that exists, where it tells one")
    void host(Bench bench) {
        Optional<String> host = bench.running().refresh().info().host();

        host.ifPresent(name -> assertEquals(name, bench.hv().hosts().get(name).name()));
    }

    @Test
    @DisplayName("a switch is what it was defined as")
    void switches(Bench bench) {
        bench.needs(Feature.SWITCHES);
        Switch sw = bench.hv().switches().define(bench.name()).isolated().create();
        SwitchInfo info = bench.hv().switches().get(sw.name()).info();

        assertEquals(SwitchInfo.Kind.ISOLATED, info.kind());
        assertEquals(sw, bench.hv().switches().byId(sw.id()));
        assertTrue(bench.hv().switches().list().contains(sw));
        sw.delete();
        assertThrows(NotFoundException.class, sw::refresh);
    }

    @Test
    @DisplayName("a switch without a kind, or with a VLAN that cannot be, is refused")
    void invalidSwitch(Bench bench) {
        bench.needs(Feature.SWITCHES);
        World before = bench.world();
        SwitchDefinition kindless = bench.hv().switches().define(bench.name());
        SwitchDefinition vlan =
                bench.hv().switches().define(bench.name()).isolated().vlan(5000);

        assertThrows(InvalidSpecException.class, kindless::create);
        assertThrows(InvalidSpecException.class, vlan::create);
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a switch whose name is taken is refused")
    void switchTaken(Bench bench) {
        bench.needs(Feature.SWITCHES);
        Switch owner = bench.hv().switches().define(bench.name()).isolated().create();
        World before = bench.world();

        assertThrows(
                AlreadyExistsException.class,
                () -> bench.hv().switches().define(owner.name()).isolated().create());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a switch with machines on it is not deleted")
    void switchInUse(Bench bench) {
        bench.needs(Feature.SWITCHES);
        Switch sw = bench.hv().switches().define(bench.name()).isolated().create();
        Trial.allowed(Feature.NICS, bench, bench.machine().nic(sw));

        assertThrows(InvalidStateException.class, sw::delete);
        assertEquals(sw, bench.hv().switches().get(sw.name()));
    }

    @Test
    @DisplayName("a pool tells what it holds, and its figures fit each other")
    void pool(Bench bench) {
        StoragePool pool = thePool(bench);
        Capacity capacity = pool.capacity();

        assertTrue(capacity.total().bytes() > 0, capacity::toString);
        capacity.free().ifPresent(free -> assertTrue(free.compareTo(capacity.total()) <= 0, capacity::toString));
        capacity.used().ifPresent(used -> assertTrue(used.compareTo(Size.ZERO) >= 0, capacity::toString));
        assertEquals(pool, bench.hv().storage().byId(pool.id()));
        assertEquals(pool.name(), pool.refresh().name());
    }

    @Test
    @DisplayName("a volume has the size that was asked for, until it is deleted")
    void volume(Bench bench) {
        bench.needs(Feature.VOLUMES);
        StoragePool pool = thePool(bench);
        Size size = bench.server().diskSize();
        Volume volume = pool.volumes().define(bench.name()).size(size).create();

        assertEquals(Optional.of(size), pool.volumes().byId(volume.id()).info().size());
        assertEquals(volume.id(), pool.volumes().get(volume.name()).id());
        volume.delete();
        assertThrows(NotFoundException.class, volume::delete);
    }

    @Test
    @DisplayName("a volume without a size, or whose name is taken, is refused")
    void invalidVolume(Bench bench) {
        bench.needs(Feature.VOLUMES);
        StoragePool pool = thePool(bench);
        String name = bench.name();
        assertThrows(
                InvalidSpecException.class, () -> pool.volumes().define(name).create());
        Volume owner =
                pool.volumes().define(name).size(bench.server().diskSize()).create();
        World before = bench.world();

        assertThrows(
                AlreadyExistsException.class,
                () -> pool.volumes()
                        .define(owner.name())
                        .size(bench.server().diskSize())
                        .create());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a volume is filled with a file, and the file is not changed")
    void upload(Bench bench, @TempDir Path folder) throws IOException {
        bench.needs(Feature.VOLUMES);
        StoragePool pool = thePool(bench);
        byte[] content = "contract ".repeat(1024).getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(content, 1024 * 1024);
        Path file = Files.write(folder.resolve("image.raw"), padded);
        Volume volume = Trial.allowed(
                Feature.VOLUMES,
                bench,
                pool.volumes().define(bench.name() + ".raw").upload(file));

        volume.info().size().ifPresent(size -> assertTrue(size.bytes() >= padded.length, size::toString));
        assertArrayEquals(padded, Files.readAllBytes(file));
    }

    @Test
    @DisplayName("a volume that a machine uses is not deleted")
    void volumeInUse(Bench bench) {
        bench.needs(Feature.VOLUMES);
        StoragePool pool = thePool(bench);
        List<String> before = pool.volumes().list().stream().map(Volume::id).toList();
        bench.machine().disk(bench.server().diskSize(), d -> d.pool(pool)).create();
        List<Volume> added = pool.volumes().list().stream()
                .filter(volume -> !before.contains(volume.id()))
                .toList();

        assertFalse(added.isEmpty(), "the machine's disk is no volume of its pool");
        added.forEach(volume -> assertThrows(InvalidStateException.class, volume::delete));
    }

    private static StoragePool thePool(Bench bench) {
        return bench.hv().storage().get(bench.given(bench.props().pool(), "storage pool"));
    }
}
