package io.edgevirt.proxmox.driver;

import io.edgevirt.About;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.spi.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What a server says it is.
 *
 * @param about as users see it
 */
record Product(About about) {

    static Product of(Endpoint endpoint, Version version) {
        return new Product(new About(
                Faults.BACKEND,
                "Proxmox VE",
                version.text(),
                Optional.empty(),
                About.Type.TYPE_1,
                "AGPL-3.0",
                "REST",
                About.WindowsSupport.GOOD,
                "Small-medium clusters",
                page(endpoint)));
    }

    private static Optional<URI> page(Endpoint endpoint) {
        try {
            return Optional.of(new URI(
                    "https",
                    null,
                    endpoint.host().orElse("localhost"),
                    endpoint.port().orElse(8006),
                    "/",
                    null,
                    null));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
