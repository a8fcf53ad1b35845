package io.edgevirt.vsphere.soap;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the URI's question mark.
 *
 * @param sso whether user and password are exchanged for a SAML token, by which the session is opened
 */
record Parameters(boolean sso) {

    private static final String SSO = "sso";

    /** Refuses by name what is not known. */
    static Parameters of(Endpoint endpoint, boolean token) {
        List<Violation> violations = new ArrayList<>();
        for (Map.Entry<String, String> parameter : endpoint.query().entrySet()) {
            if (!parameter.getKey().equals(SSO)) {
                violations.add(new Violation(
                        "uri", parameter.getKey(), "the one parameter of vsphere:// is sso", "leave it out"));
            } else if (!parameter.getValue().equals("true")
                    && !parameter.getValue().equals("false")) {
                violations.add(new Violation("uri", SSO, "sso is true or false", "write ?sso=true"));
            }
        }
        boolean sso = "true".equals(endpoint.query().get(SSO));
        if (sso && !endpoint.scheme().equals("vsphere")) {
            violations.add(new Violation("uri", SSO, "an ESXi host has no single sign-on", "leave sso out"));
        }
        if (sso && token) {
            violations.add(new Violation(
                    "token", "***", "sso=true exchanges a user and a password for a token", "give token or sso=true"));
        }
        if (!violations.isEmpty()) {
            throw InvalidSpecException.of(violations);
        }
        return new Parameters(sso);
    }
}
