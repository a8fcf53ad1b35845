package io.edgevirt.testkit;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Disk;
import io.edgevirt.DiskBus;
import io.edgevirt.DiskInfo;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Feature;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Nic;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.VMState;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks, network adapters and CD images. */
abstract class DeviceContract {

    @Test
    @DisplayName("a disk is added with its size, and the machine has it")
    void addDisk(Bench bench) {
        bench.needs(Feature.DISKS);
        VM vm = bench.off();
        Disk disk = vm.addDisk(bench.server().diskSize());

        assertEquals(Optional.of(bench.server().diskSize()), disk.info().size());
        assertTrue(vm.config().disks().contains(disk.info()), () -> vm.config().disks() + " without " + disk.info());
        assertEquals(disk.id(), disk.info().id());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(DiskBus.class)
    @DisplayName("a disk is on the bus that was asked for, or the bus is refused")
    void bus(DiskBus bus, Bench bench) {
        int before = bench.off().disks().size();
        VMDefinition wanted = bench.machine().disk(bench.server().diskSize(), d -> d.bus(bus));
        List<DiskInfo> disks =
                Trial.allowed(Feature.CREATE, bench, wanted).config().disks();

        assertEquals(before + 1, disks.size());
        assertTrue(disks.stream().anyMatch(d -> d.bus().equals(Optional.of(bus))), disks::toString);
    }

    @Test
    @DisplayName("a disk grows")
    void grow(Bench bench) {
        bench.needs(Feature.DISKS);
        VM vm = bench.off();
        Size more = bench.server().diskSize().plus(gib(1));
        Disk disk = vm.addDisk(bench.server().diskSize()).resize(more);

        assertEquals(Optional.of(more), disk.info().size());
        assertEquals(Optional.of(more), find(vm, disk.id()).size());
    }

    @Test
    @DisplayName("a disk does not shrink: what is on it would be lost")
    void shrink(Bench bench) {
        bench.needs(Feature.DISKS);
        VM vm = bench.off();
        Size size = bench.server().diskSize();
        Disk disk = vm.addDisk(size);

        assertThrows(InvalidSpecException.class, () -> disk.resize(Size.ofBytes(size.bytes() / 2)));
        assertEquals(Optional.of(size), find(vm, disk.id()).size());
    }

    @Test
    @DisplayName("a disk that is removed is gone, with its file")
    void removeDisk(Bench bench) {
        bench.needs(Feature.DISKS);
        VM vm = bench.off();
        List<DiskInfo> before = vm.config().disks();
        World world = bench.world();
        vm.addDisk(bench.server().diskSize()).remove();

        assertEquals(before, vm.config().disks());
        assertEquals(world, bench.world());
    }

    @Test
    @DisplayName("a disk that is detached keeps its file")
    void detach(Bench bench) {
        bench.needs(Feature.DISKS, Feature.VOLUMES);
        String pool = bench.given(bench.props().pool(), "storage pool");
        VM vm = bench.off();
        int before = vm.disks().size();
        Disk disk = vm.addDisk(bench.server().diskSize(), options -> options.pool(pool));
        DiskInfo info = disk.info();
        disk.detach();

        assertEquals(before, vm.disks().size());
        Optional<Volume> file = bench.hv().storage().get(pool).volumes().list().stream()
                .filter(volume -> isOf(volume, info))
                .findFirst();
        assertTrue(file.isPresent(), () -> "the file of " + info + " is gone");
        file.get().delete();
    }

    private static boolean isOf(Volume volume, DiskInfo disk) {
        String path = disk.path().orElse("");
        return volume.id().equals(path)
                || volume.name().equals(path)
                || (volume.info().pool() + ":" + volume.name()).equals(path)
                || volume.info().path().filter(path::equals).isPresent();
    }

    private static DiskInfo find(VM vm, String id) {
        return vm.config().disks().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a network adapter is added with its MAC address, and removed")
    void nics(Bench bench) {
        bench.needs(Feature.NICS);
        String network = bench.given(bench.props().network(), "network");
        VM vm = bench.off();
        int before = vm.nics().size();
        Nic nic = vm.addNic(network, n -> n.mac("52:54:00:AB:CD:02"));

        assertEquals(Optional.of("52:54:00:ab:cd:02"), nic.info().mac());
        assertEquals(before + 1, vm.nics().size());
        assertTrue(vm.config().nics().contains(nic.info()), () -> vm.config().nics() + " without " + nic.info());
        nic.remove();
        assertEquals(before, vm.nics().size());
    }

    @Test
    @DisplayName("adapters without a MAC address of the caller's get different ones")
    void macs(Bench bench) {
        bench.needs(Feature.NICS);
        String network = bench.given(bench.props().network(), "network");
        VM vm = bench.off();
        vm.addNic(network);
        vm.addNic(network);
        List<String> macs =
                vm.nics().stream().flatMap(n -> n.info().mac().stream()).toList();

        assertEquals(macs.stream().distinct().toList(), macs);
    }

    @Test
    @DisplayName("a MAC address and a VLAN that cannot be are refused")
    void invalidNic(Bench bench) {
        bench.needs(Feature.NICS);
        String network = bench.given(bench.props().network(), "network");
        VM vm = bench.off();
        World before = bench.world();

        assertThrows(InvalidSpecException.class, () -> vm.addNic(network, n -> n.mac("no address")));
        assertThrows(InvalidSpecException.class, () -> vm.addNic(network, n -> n.vlan(4095)));
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("an ISO image is attached, replaced by itself, and ejected; ejecting again does nothing")
    void iso(Bench bench) {
        bench.needs(Feature.ISO);
        String image = bench.given(bench.props().iso(), "ISO image");
        VM vm = bench.off();

        assertEquals(1, vm.attachIso(image).config().isos().size());
        assertEquals(1, vm.attachIso(image).config().isos().size());
        assertEquals(List.of(), vm.ejectIso().config().isos());
        assertEquals(List.of(), vm.ejectIso().config().isos());
        assertFalse(vm.disks().stream()
                .anyMatch(d -> d.info().path().filter(image::equals).isPresent()));
    }

    @Test
    @DisplayName("an ISO image of this machine's is attached, and not changed")
    void localIso(Bench bench, @TempDir Path folder) throws IOException {
        bench.needs(Feature.ISO);
        byte[] content = Arrays.copyOf("an image".getBytes(StandardCharsets.US_ASCII), 64 * 1024);
        Path image = Files.write(folder.resolve(bench.name() + ".iso"), content);
        VM vm = bench.off();

        assertEquals(1, vm.attachIso(image).config().isos().size());
        assertEquals(List.of(), vm.ejectIso().config().isos());
        assertArrayEquals(content, Files.readAllBytes(image));
    }

    @Test
    @DisplayName("a machine is created with an ISO image in its drive")
    void createdWithIso(Bench bench) {
        bench.needs(Feature.ISO);
        String image = bench.given(bench.props().iso(), "ISO image");

        assertEquals(1, bench.machine().iso(image).create().config().isos().size());
    }

    @Test
    @DisplayName("an ISO image that does not exist is refused, at the latest when the machine would start with it")
    void noIso(Bench bench) {
        bench.needs(Feature.ISO, Feature.POWER);
        String image = bench.given(bench.props().iso(), "ISO image") + ".none";
        VM vm = bench.off();
        World before = bench.world();
        try {
            vm.attachIso(image);
        } catch (EdgeVirtException refused) {
            assertEquals(before, bench.world());
            return;
        }
        assertThrows(EdgeVirtException.class, vm::start);
        PowerProofs.ends(VMState.OFF, vm);
    }
}
