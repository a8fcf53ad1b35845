package io.edgevirt.kvm.driver;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Refuses settings that libvirt has no use for, where to pass over them would leave the caller in a wrong belief. */
final class Unusable {

    private Unusable() {}

    static void refuse(Endpoint endpoint, Settings settings) {
        List<Violation> violations = new ArrayList<>();
        settings.proxy()
                .ifPresent(proxy -> violations.add(new Violation(
                        "proxy",
                        proxy.host() + ":" + proxy.port(),
                        "libvirt does not speak HTTP, so no HTTP proxy can pass it on",
                        "leave it out; qemu+ssh:// goes where ssh's own configuration leads")));
        settings.token()
                .ifPresent(token -> violations.add(new Violation(
                        "token",
                        "***",
                        "libvirt takes a user's name and password, a certificate or an ssh key, and no token",
                        "give username and password, or the URI's keyfile or pkipath")));
        if (!(settings.trust() instanceof Trust.SystemStore) && !TlsFolder.isTls(endpoint)) {
            violations.add(new Violation(
                    "trust",
                    settings.trust().toString(),
                    endpoint.scheme() + ": without TLS shows no certificate that could be verified",
                    "leave it out, or connect through qemu+tls://; ssh knows hosts by its known_hosts"));
        }
        if (!violations.isEmpty()) {
            throw InvalidSpecException.of(violations);
        }
    }
}
