package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.DeleteOptions;
import io.edgevirt.Disk;
import io.edgevirt.Finding;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Storage in memory")
class StorageTest extends MemTest {

    private Size used(String pool) {
        return hv.storage().get(pool).capacity().used().orElseThrow();
    }

    private VM thick(String name, long gib) {
        return hv.vms().define(name).disk(gib(gib), d -> d.thin(false)).create();
    }

    @Nested
    @DisplayName("counts its space:")
    class Accounting {

        @Test
        @DisplayName("a thick disk takes its size, a thin one nothing")
        void thickAndThin() {
            hv.vms()
                    .define("a")
                    .disk(gib(10), d -> d.thin(false))
                    .disk(gib(20), d -> d.thin(true))
                    .create();

            assertEquals(gib(10), used("default"));
        }

        @Test
        @DisplayName("a machine that goes gives back what it took, its clones' too")
        void back() {
            VM a = thick("a", 10);
            VM b = a.cloneAs("b").create();
            assertEquals(gib(20), used("default"));

            b.delete();
            a.delete();

            assertEquals(Size.ZERO, used("default"));
        }

        @Test
        @DisplayName("a disk grows and goes")
        void grow() {
            VM a = thick("a", 10);
            Disk disk = a.addDisk(gib(5), d -> d.thin(false));
            disk.resize(gib(8));
            assertEquals(gib(18), used("default"));

            disk.remove();

            assertEquals(gib(10), used("default"));
        }

        @Test
        @DisplayName("what does not fit is refused before anything is made")
        void full() {
            system.pool("tiny", gib(10));

            assertThrows(
                    InsufficientResourcesException.class,
                    () -> hv.vms()
                            .define("a")
                            .disk(gib(6), d -> d.pool("tiny").thin(false))
                            .disk(gib(6), d -> d.pool("tiny").thin(false))
                            .create());

            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("a disk that would grow beyond its pool is refused")
        void growBeyond() {
            system.pool("tiny", gib(10));
            VM a = hv.vms()
                    .define("a")
                    .disk(gib(6), d -> d.pool("tiny").thin(false))
                    .create();

            assertThrows(
                    InsufficientResourcesException.class, () -> a.disks().get(0).resize(gib(11)));
            assertThrows(InvalidSpecException.class, () -> a.disks().get(0).resize(gib(5)));
        }
    }

    @Nested
    @DisplayName("keeps what is in use:")
    class InUse {

        @Test
        @DisplayName("the base of a linked clone is not deleted")
        void base() {
            VM a = hv.vms().define("a").disk(gib(1)).create();
            VM b = a.cloneAs("b").linked(true).create();

            InvalidStateException e = assertThrows(InvalidStateException.class, a::delete);
            assertTrue(e.getMessage().contains("'b'"), e.getMessage());
            assertThrows(InvalidStateException.class, () -> a.disks().get(0).remove());

            b.delete();
            a.delete();
            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("a volume that a machine uses is not deleted")
        void volume() {
            VM a = hv.vms().define("a").disk(gib(1)).create();
            Volume volume = hv.storage().get("default").volumes().get("a.img");

            assertThrows(InvalidStateException.class, volume::delete);
            a.delete(DeleteOptions.keepDisks());
            volume.delete();
            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("a disk with snapshots neither grows nor goes")
        void snapshots() {
            VM a = hv.vms().define("a").disk(gib(1)).create();
            a.snapshots().take("s").create();

            assertThrows(InvalidStateException.class, () -> a.disks().get(0).resize(gib(2)));
            assertThrows(InvalidStateException.class, () -> a.disks().get(0).remove());

            a.snapshots().get("s").delete();
            a.disks().get(0).resize(gib(2));
        }

        @Test
        @DisplayName("a disk that is detached stays as a volume")
        void detach() {
            VM a = hv.vms().define("a").disk(gib(1)).create();

            a.disks().get(0).detach();

            assertEquals(
                    List.of("volume default:a.img"),
                    system.leftovers().stream()
                            .filter(l -> l.startsWith("volume"))
                            .toList());
        }

        @Test
        @DisplayName("a file outside of all pools stays when its machine goes")
        void file() {
            hv.vms()
                    .define("a")
                    .disk(gib(1), d -> d.path("C:\\VMs\\a.vhdx"))
                    .create()
                    .delete();

            assertEquals(List.of("file C:\\VMs\\a.vhdx"), system.leftovers());
        }
    }

    @Nested
    @DisplayName("names its volumes:")
    class Names {

        @Test
        @DisplayName("after the machine, and differently where that name is taken")
        void names() {
            VM a = hv.vms().define("a").disk(gib(1)).disk(gib(1)).create();
            a.addDisk(gib(1));

            assertEquals(
                    List.of("a.img", "a-2.img", "a-3.img"),
                    a.config().disks().stream().map(d -> d.path().orElseThrow()).toList());
        }

        @Test
        @DisplayName("not twice alike")
        void taken() {
            StoragePool pool = hv.storage().get("default");
            pool.volumes().define("data").size(gib(1)).create();

            assertThrows(
                    AlreadyExistsException.class,
                    () -> pool.volumes().define("data").size(gib(1)).create());
            assertThrows(
                    AlreadyExistsException.class,
                    () -> hv.vms()
                            .define("a")
                            .disk(gib(1), d -> d.pool("default").path("data"))
                            .create());
        }

        @Test
        @DisplayName("and finds a pool by name, id and not at all")
        void pools() {
            String id = hv.storage().get("vsan-datastore").id();

            VM a = hv.vms().define("a").disk(gib(1), d -> d.pool(id)).create();

            assertEquals(
                    Optional.of("vsan-datastore"), a.config().disks().get(0).pool());
            assertThrows(
                    NotFoundException.class,
                    () -> hv.vms()
                            .define("b")
                            .disk(gib(1), d -> d.pool("nowhere"))
                            .create());
        }
    }

    @Nested
    @DisplayName("takes images:")
    class Images {

        @TempDir
        Path folder;

        @Test
        @DisplayName("one that is uploaded has the file's size, and is put into a drive as pool:volume")
        void upload() throws IOException {
            Path file = Files.write(folder.resolve("tiny.iso"), new byte[4096]);
            hv.storage()
                    .get("default")
                    .volumes()
                    .define("tiny.iso")
                    .upload(file)
                    .create();

            VM a = machine("a").attachIso("default:tiny.iso");

            Volume volume = hv.storage().get("default").volumes().get("tiny.iso");
            assertEquals(Optional.of(Size.kib(4)), volume.info().size());
            assertEquals(List.of("default:tiny.iso"), a.config().isos());
            assertThrows(InvalidStateException.class, volume::delete);
        }

        @Test
        @DisplayName("a file of this machine must be there")
        void local() throws IOException {
            Path file = Files.write(folder.resolve("tiny.iso"), new byte[1]);

            assertEquals(
                    List.of(file.toString()),
                    machine("a").attachIso(file).config().isos());
            assertThrows(InvalidSpecException.class, () -> machine("b").attachIso(folder.resolve("none.iso")));
        }

        @Test
        @DisplayName("a path that is not absolute does not exist")
        void relative() {
            assertThrows(NotFoundException.class, () -> machine("a").attachIso("windows.iso"));
            assertThrows(NotFoundException.class, () -> machine("b").attachIso("default:none.iso"));
        }
    }

    @Nested
    @DisplayName("is never picked among several that a name fits:")
    class Ambiguous {

        @Test
        @DisplayName("a switch whose name is the id of another is not attached in its place")
        void switches() {
            Switch first = hv.switches().define("one").isolated().create();
            Switch second = hv.switches().define(first.id()).isolated().create();
            VMDefinition wanted = hv.vms().define("a").nic(first.id());

            AmbiguousNameException e = assertThrows(AmbiguousNameException.class, wanted::create);

            assertEquals(
                    List.of(first.id(), second.id()),
                    e.candidates().stream().map(Candidate::id).sorted().toList());
            assertEquals(Optional.empty(), hv.vms().find("a"));
        }

        @Test
        @DisplayName("check() tells it beforehand, with the candidates")
        void check() {
            Switch first = hv.switches().define("one").isolated().create();
            hv.switches().define(first.id()).isolated().create();

            Finding finding =
                    hv.vms().define("a").nic(first.id()).check().failures().get(0);

            assertEquals(Finding.Problem.AMBIGUOUS, finding.problem());
            assertTrue(finding.remedy().contains("one (id " + first.id() + ")"), finding.toString());
        }
    }
}
