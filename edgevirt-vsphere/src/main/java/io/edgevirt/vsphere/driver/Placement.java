package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.HostInfo;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.Named;
import java.util.List;
import java.util.Optional;

/** Which host is meant. */
final class Placement {

    private Placement() {}

    /** The host of a name, path or id; none named, the only one, or the one with the most free memory. */
    static Optional<HostInfo> host(List<HostInfo> hosts, String wanted) {
        if (wanted.isEmpty()) {
            return Defaults.host(hosts);
        }
        Named<HostInfo> named = new Named<>("hosts", wanted);
        hosts.forEach(h -> named.among(h, h.id(), h.name(), h.path()));
        return named.one();
    }

    /** That there is no such host. */
    static Finding none(List<HostInfo> hosts, String wanted) {
        return Finding.fail(
                "host",
                wanted.isEmpty() ? Finding.Problem.RESOURCES : Finding.Problem.NOT_FOUND,
                wanted.isEmpty() ? "hosts" : wanted,
                wanted.isEmpty() ? "no host is up" : "there is no host '" + wanted + "'",
                "the hosts are " + hosts.stream().map(HostInfo::name).sorted().toList());
    }
}
