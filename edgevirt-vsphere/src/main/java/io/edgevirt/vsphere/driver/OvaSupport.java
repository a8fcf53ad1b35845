package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.vsphere.soap.Faults;

/** What OVAs need and nothing else does: an optional dependency. */
final class OvaSupport {

    private static final String TAR = "org.apache.commons.compress.archivers.tar.TarFile";

    private OvaSupport() {}

    static void require() {
        require(OvaSupport.class.getClassLoader());
    }

    static void require(ClassLoader loader) {
        try {
            Class.forName(TAR, false, loader);
        } catch (ClassNotFoundException e) {
            throw new UnsupportedFeatureException(Failure.of("OVAs are read and written by Apache Commons Compress,"
                            + " which is not among the program's libraries")
                    .backend(Faults.BACKEND)
                    .hint("add org.apache.commons:commons-compress, or use OVF")
                    .cause(e));
        }
    }
}
