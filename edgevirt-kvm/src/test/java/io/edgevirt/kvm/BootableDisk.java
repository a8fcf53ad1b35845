package io.edgevirt.kvm;

import io.edgevirt.Hypervisor;
import io.edgevirt.StoragePool;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.Named;
import io.edgevirt.kvm.libvirt.OpenOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A qcow2 volume in the pool "default" that boots the tests' guest by itself.
 *
 * @param path its path
 */
record BootableDisk(String path) {

    private static final String RAW = "edgevirt-bootable.img";

    /** Uploads the raw image that scripts/build-guest.sh made, and has libvirt convert it. */
    static BootableDisk in(Hypervisor hypervisor, String name) throws IOException {
        StoragePool pool = hypervisor.storage().get("default");
        remove(hypervisor, RAW);
        pool.volumes().define(RAW).upload(Path.of(TestGuest.DISK)).create();
        try (LibvirtConnection lib = LibvirtConnection.open(DaemonServer.URI, OpenOptions.DEFAULT)) {
            Named target = lib.pools().find("default").orElseThrow();
            lib.volumes()
                    .createFrom(
                            target.uuid(),
                            "<volume><name>" + name + "</name><capacity unit='MiB'>64</capacity>"
                                    + "<target><format type='qcow2'/></target></volume>",
                            target.uuid(),
                            RAW,
                            0);
            return new BootableDisk(lib.volumes().path(target.uuid(), name));
        } finally {
            remove(hypervisor, RAW);
        }
    }

    static void remove(Hypervisor hypervisor, String name) {
        hypervisor.storage().get("default").volumes().find(name).ifPresent(v -> v.delete());
    }
}
