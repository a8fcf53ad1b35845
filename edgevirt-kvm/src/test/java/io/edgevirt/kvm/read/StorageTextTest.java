package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Capacity;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.VolumeInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of storage,")
class StorageTextTest {

    private static final String DIR = """
            <pool type='dir'>
              <name>default</name>
              <uuid>773f0717-f775-4459-afb1-b6ba11c363fe</uuid>
              <capacity unit='bytes'>270553174016</capacity>
              <allocation unit='bytes'>23874052096</allocation>
              <available unit='bytes'>246679121920</available>
              <source>
              </source>
              <target>
                <path>/var/lib/libvirt/images</path>
                <permissions>
                  <mode>0755</mode>
                </permissions>
              </target>
            </pool>
            """;

    private static final String RBD = """
            <pool type='rbd'>
              <name>ceph</name>
              <uuid>b2d8b5ea-4b6c-4a77-8f0e-0f2f6f1d9f4c</uuid>
              <capacity unit='bytes'>10736369664</capacity>
              <allocation unit='bytes'>4096</allocation>
              <available unit='bytes'>10000000000</available>
              <source>
                <host name='192.0.2.10' port='6789'/>
                <name>edge</name>
                <auth type='ceph' username='libvirt'>
                  <secret uuid='1e1d9b5c-6a3e-4a53-8f32-4a5e7a9d3c21'/>
                </auth>
              </source>
            </pool>
            """;

    private static PoolText pool(String type, String path) {
        return PoolText.of(
                "<pool type='" + type + "'><name>p-" + type + "</name><target><path>" + path
                        + "</path></target></pool>",
                true);
    }

    @Nested
    @DisplayName("a pool")
    class Pools {

        @Test
        @DisplayName("that is a folder has its capacity and path, and may or may not be shared: libvirt cannot know")
        void dir() {
            PoolText read = PoolText.of(DIR, true);

            assertEquals(
                    new PoolInfo(
                            "773f0717-f775-4459-afb1-b6ba11c363fe",
                            "default",
                            "dir",
                            Optional.of(new Capacity(
                                    Size.ofBytes(270553174016L),
                                    Optional.of(Size.ofBytes(23874052096L)),
                                    Optional.of(Size.ofBytes(246679121920L)))),
                            true,
                            Optional.empty(),
                            Optional.empty()),
                    read.info());
            assertEquals(Optional.of("/var/lib/libvirt/images"), read.target());
            assertEquals(Optional.of("/var/lib/libvirt/images/a.qcow2"), read.path("a.qcow2"));
        }

        @Test
        @DisplayName("that is not active has no capacity that holds, whatever figures libvirt still writes")
        void inactive() {
            PoolText read = PoolText.of(DIR, false);

            assertEquals(Optional.empty(), read.info().capacity());
            assertFalse(read.info().active());
        }

        @Test
        @DisplayName("that is active and still has no size has no known capacity")
        void zero() {
            PoolText read = PoolText.of(
                    "<pool type='iscsi-direct'><name>san</name><capacity unit='bytes'>0</capacity></pool>", true);

            assertEquals(Optional.empty(), read.info().capacity());
            assertTrue(read.info().active());
        }

        @Test
        @DisplayName("on Ceph is shared, has no folder, and its volumes no path there")
        void rbd() {
            PoolText read = PoolText.of(RBD, true);

            assertEquals("ceph", read.info().name());
            assertEquals(Optional.of(true), read.info().shared());
            assertEquals(Optional.empty(), read.target());
            assertEquals(Optional.empty(), read.path("disk"));
            assertFalse(read.files());
            assertFalse(read.blocks());
        }

        @ParameterizedTest
        @CsvSource({
            "dir, true, false,", "fs, true, false,", "netfs, true, false, true", "logical, false, true,",
            "disk, false, true,", "iscsi, false, true, true", "scsi, false, true,", "mpath, false, true,",
            "zfs, false, true,", "rbd, false, false, true", "gluster, false, false, true"
        })
        @DisplayName("has files or block devices by its kind:")
        void kinds(String kind, boolean files, boolean blocks, Boolean shared) {
            PoolText read = pool(kind, "/somewhere");

            assertEquals(kind, read.info().kind());
            assertEquals(files, read.files());
            assertEquals(blocks, read.blocks());
            assertEquals(Optional.ofNullable(shared), read.info().shared());
        }

        @Test
        @DisplayName("has no figure that is none")
        void garbage() {
            PoolText read = PoolText.of(
                    "<pool><capacity>10</capacity><allocation>x</allocation><available unit='?'>1</available></pool>",
                    true);

            assertEquals(
                    Optional.of(new Capacity(Size.ofBytes(10), Optional.empty(), Optional.empty())),
                    read.info().capacity());
        }

        @Test
        @DisplayName("holds a path whose folder is its own, with or without a slash at its end")
        void holding() {
            List<PoolText> pools = List.of(
                    pool("dir", "/var/lib/libvirt/images"), pool("dir", "/srv/vm/"), pool("logical", "/dev/vg0"));

            assertEquals(
                    "p-dir",
                    PoolText.holding(pools, "/var/lib/libvirt/images/a.qcow2")
                            .orElseThrow()
                            .info()
                            .name());
            assertEquals(
                    pools.get(1), PoolText.holding(pools, "/srv/vm/a.qcow2").orElseThrow());
            assertEquals(pools.get(2), PoolText.holding(pools, "/dev/vg0/lv1").orElseThrow());
            assertEquals(Optional.of("/srv/vm/a.qcow2"), pools.get(1).path("a.qcow2"));
        }

        @Test
        @DisplayName("holds no path below its folder's folders, beside it, or on the network")
        void notHolding() {
            List<PoolText> pools = List.of(pool("dir", "/srv/vm"));

            for (String path : List.of("/srv/vm/sub/a", "/srv/vm2/a", "/srv/a", "/srv/vm", "edge/a", "a", "", "/")) {
                assertEquals(Optional.empty(), PoolText.holding(pools, path), path);
            }
        }
    }

    @Nested
    @DisplayName("a volume")
    class Volumes {

        @Test
        @DisplayName("that is a linked clone has the path of what it builds on")
        void backing() {
            VolumeText read = VolumeText.of("""
                    <volume type='file'>
                      <name>clone.qcow2</name>
                      <key>/var/lib/libvirt/images/clone.qcow2</key>
                      <capacity unit='bytes'>1073741824</capacity>
                      <allocation unit='bytes'>200704</allocation>
                      <physical unit='bytes'>196624</physical>
                      <target>
                        <path>/var/lib/libvirt/images/clone.qcow2</path>
                        <format type='qcow2'/>
                        <timestamps>
                          <atime>1795383313.572161397</atime>
                          <mtime>1795383313.565787715</mtime>
                          <ctime>1795383313.569787715</ctime>
                          <btime>0</btime>
                        </timestamps>
                      </target>
                      <backingStore>
                        <path>/var/lib/libvirt/images/golden.qcow2</path>
                        <format type='qcow2'/>
                        <timestamps>
                          <ctime>1795383000.000000001</ctime>
                        </timestamps>
                      </backingStore>
                    </volume>
                    """, "default");

            assertEquals(
                    new VolumeInfo(
                            "/var/lib/libvirt/images/clone.qcow2",
                            "clone.qcow2",
                            "default",
                            Optional.of(Size.gib(1)),
                            Optional.of(Size.ofBytes(200704)),
                            Optional.of("qcow2"),
                            Optional.of("/var/lib/libvirt/images/clone.qcow2")),
                    read.info());
            assertEquals(Optional.of("/var/lib/libvirt/images/golden.qcow2"), read.backing());
            assertEquals(Optional.of("1795383313.569787715"), read.changed());
        }

        @Test
        @DisplayName("on its own builds on nothing")
        void alone() {
            VolumeText read = VolumeText.of(
                    "<volume type='block'><name>lv1</name><key>Rr3Sxf</key><capacity unit='bytes'>4194304</capacity>"
                            + "<target><path>/dev/vg0/lv1</path></target><backingStore/></volume>",
                    "vg0");

            assertEquals(Optional.empty(), read.backing());
            assertEquals(Optional.empty(), read.info().used());
            assertEquals(Optional.empty(), read.info().format());
            assertEquals("Rr3Sxf", read.info().id());
        }

        @Test
        @DisplayName("without a key is known by pool and name")
        void noKey() {
            assertEquals(
                    "ceph:a",
                    VolumeText.of("<volume><name>a</name></volume>", "ceph")
                            .info()
                            .id());
            assertEquals(
                    "ceph:a",
                    VolumeText.of("<volume><name>a</name><key/></volume>", "ceph")
                            .info()
                            .id());
        }

        @Test
        @DisplayName("keeps blanks within its name and path, which files may have")
        void blanks() {
            VolumeInfo read = VolumeText.of(
                            "<volume><name> a b </name><target><path>/srv/ a b </path></target></volume>", "p")
                    .info();

            assertEquals(" a b ", read.name());
            assertEquals(Optional.of("/srv/ a b "), read.path());
        }

        @Test
        @DisplayName("of which nothing is told has nothing, and no zeros")
        void empty() {
            VolumeText read = VolumeText.of("<volume/>", "p");

            assertEquals(Optional.empty(), read.info().size());
            assertEquals(Optional.empty(), read.info().used());
            assertEquals(Optional.empty(), read.info().path());
            assertEquals(Optional.empty(), read.changed());
        }
    }
}
