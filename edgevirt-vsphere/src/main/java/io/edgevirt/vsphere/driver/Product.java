package io.edgevirt.vsphere.driver;

import com.vmware.vim25.AboutInfo;
import com.vmware.vim25.ServiceContent;
import io.edgevirt.About;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.vsphere.soap.ApiVersion;
import io.edgevirt.vsphere.soap.Faults;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What a server says it is.
 *
 * @param about as users see it
 * @param api the newest version of its API, where it tells
 */
record Product(About about, Optional<ApiVersion> api) {

    /**
     * Puts together what is known.
     *
     * @param clusters what a vCenter is made of, such as {@code 2-node vSAN with witness esx-w}; empty if that is not known
     * @param licence what it is licensed as
     */
    static Product of(Endpoint endpoint, ServiceContent content, String clusters, Licence licence) {
        AboutInfo info = content.getAbout();
        return new Product(
                new About(
                        Faults.BACKEND,
                        text(info.getName()).orElse("VMware vSphere"),
                        text(info.getVersion()).orElse("")
                                + text(info.getBuild()).map(b -> " build-" + b).orElse(""),
                        Optional.of(deployment(info, clusters, licence)),
                        About.Type.TYPE_1,
                        licence.name().or(() -> licensed(info)).orElse("commercial"),
                        "vSphere API"
                                + text(info.getApiVersion()).map(v -> " " + v).orElse(""),
                        About.WindowsSupport.EXCELLENT,
                        "Enterprise, mission-critical",
                        page(endpoint)),
                text(info.getApiVersion()).flatMap(ApiVersion::parse));
    }

    /** The product that a licence has to be for. */
    private static Optional<String> licensed(AboutInfo info) {
        return text(info.getLicenseProductName())
                .map(n -> n
                        + text(info.getLicenseProductVersion())
                                .map(v -> " " + v)
                                .orElse(""));
    }

    private static String deployment(AboutInfo info, String clusters, Licence licence) {
        String deployed = "VirtualCenter".equals(info.getApiType())
                ? clusters.isEmpty() ? "vCenter" : clusters
                : "standalone ESXi";
        // which subscription a vCenter belongs to, it says in its names or not at all
        boolean plus = licence.subscribed()
                || text(info.getLicenseProductName())
                        .filter(n -> n.contains("vSphere+"))
                        .isPresent()
                || text(info.getFullName()).filter(n -> n.contains("vSphere+")).isPresent();
        return plus ? "vSphere+, " + deployed : deployed;
    }

    private static Optional<String> text(String told) {
        return told == null || told.isBlank() ? Optional.empty() : Optional.of(told.strip());
    }

    private static Optional<URI> page(Endpoint endpoint) {
        try {
            return Optional.of(new URI(
                    "https",
                    null,
                    endpoint.host().orElse("localhost"),
                    endpoint.port().orElse(-1),
                    "/ui/",
                    null,
                    null));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
