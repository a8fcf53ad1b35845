package io.edgevirt.vsphere.soap;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Secret;
import io.edgevirt.vsphere.read.Reference;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vCenter's token service (STS), which exchanges a name and a password for a SAML token. It is asked at the vCenter's own
 * address, where it is since vSphere 7.0; the Lookup Service tells no more than its path there. So a password goes to no
 * host that the user did not name.
 */
final class TokenService {

    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);

    private static final String LOOKUP = "/lookupservice/sdk";
    private static final String LOOKUP_ACTION = "urn:lookup/2.0";
    private static final String LOOKUP_NAMESPACE = "urn:lookup";

    /** Every vCenter's, with the system's own domain. */
    private static final String USUAL = "/sts/STSService";

    private final Asking server;
    private @Nullable String path;

    /** Sends an envelope to one of the server's services. */
    @FunctionalInterface
    interface Asking {
        <T> T ask(String name, String path, String action, String envelope, Reading<T> reading);
    }

    /** Reads a reply. */
    @FunctionalInterface
    interface Reading<T> {
        T of(InputStream body) throws XMLStreamException;
    }

    TokenService(Asking server) {
        this.server = server;
    }

    /** A new token. */
    synchronized String token(String user, Secret password) {
        String at = path == null ? lookedUp() : path;
        path = at;
        String envelope =
                TokenRequest.envelope(user, password, Clock.systemUTC().instant());
        return server.ask("RequestSecurityToken", at, TokenRequest.ACTION, envelope, TokenReply::token);
    }

    /** Where the service is; a Lookup Service that does not tell leaves the usual place. */
    private String lookedUp() {
        try {
            Node content = lookup(
                    "RetrieveServiceContent",
                    new Reference("LookupServiceInstance", "ServiceInstance"),
                    arguments -> {});
            Reference registration = content.child("returnval")
                    .flatMap(c -> c.child("serviceRegistration"))
                    .map(r -> new Reference("LookupServiceRegistration", r.text()))
                    .orElse(new Reference("LookupServiceRegistration", "ServiceRegistration"));
            return lookup("List", registration, TokenService::wanted).values().stream()
                    .flatMap(info -> info.children().stream())
                    .filter(c -> c.name().equals("serviceEndpoints"))
                    .flatMap(endpoint -> Optional.ofNullable(HttpUrl.parse(endpoint.textOf("url"))).stream())
                    .map(HttpUrl::encodedPath)
                    .findFirst()
                    .orElse(USUAL);
        } catch (ConnectionException e) {
            if (e.nativeCode().isEmpty()) {
                throw e;
            }
            LOG.debug("the Lookup Service is not there", e);
            return USUAL;
        } catch (EdgeVirtException e) {
            LOG.debug("the Lookup Service does not tell where the token service is", e);
            return USUAL;
        }
    }

    private Node lookup(String method, Reference self, java.util.function.Consumer<RequestText> arguments) {
        String body = RequestText.of(LOOKUP_NAMESPACE, method, self, arguments);
        return server.ask("lookup " + method, LOOKUP, LOOKUP_ACTION, Envelope.around("", body), Envelope::read);
    }

    private static void wanted(RequestText arguments) {
        arguments.in(
                "filterCriteria",
                filter -> filter.in(
                                "serviceType",
                                type -> type.text("product", "com.vmware.cis").text("type", "cs.identity"))
                        .in(
                                "endpointType",
                                type -> type.text("protocol", "wsTrust")
                                        .text("type", "com.vmware.cis.cs.identity.sso")));
    }
}
