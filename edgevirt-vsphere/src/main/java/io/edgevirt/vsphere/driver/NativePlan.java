package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Work;

/** vSphere has no text of its own from which a machine is defined: OVF descriptors come with files. */
final class NativePlan {

    Work plan() {
        return Work.stopped(Finding.fail(
                "native.text",
                Problem.UNSUPPORTED,
                "text",
                "a machine of vSphere has no text of its own",
                "use define(name), or bring in an OVF: unwrap(VSphere.class).importOvf(…)"));
    }
}
