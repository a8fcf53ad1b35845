package io.edgevirt.vsphere.soap;

import com.vmware.vim25.AboutInfo;
import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Endpoint;

/** Whether a server is a vCenter or an ESXi host; the URI's scheme says which one is meant. */
final class Kind {

    private Kind() {}

    static boolean vCenter(AboutInfo about) {
        return "VirtualCenter".equals(about.getApiType());
    }

    /** Refuses the other kind: what was meant for a whole site shall not happen to one host, nor the other way round. */
    static void require(Endpoint endpoint, AboutInfo about) {
        boolean wanted = endpoint.scheme().equals("vsphere");
        if (wanted != vCenter(about)) {
            throw new UnsupportedFeatureException(
                    Failure.of(endpoint.host().orElse("the server") + " is " + (wanted ? "an ESXi host" : "a vCenter")
                                    + ", not " + (wanted ? "a vCenter" : "an ESXi host"))
                            .backend(Faults.BACKEND)
                            .hint("connect with " + (wanted ? "esxi://" : "vsphere://")));
        }
    }
}
