package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.AuthenticationException;
import io.edgevirt.Failure;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a session is opened: by name and password, by a SAML token that these are exchanged for, by a SAML token that was
 * given, or by a ticket that clones another session. Secrets are read each time, so that renewed ones are seen.
 *
 * @param user the login's name
 * @param password its password
 * @param token a SAML token, which begins with {@code <}, or a clone ticket
 * @param sso whether name and password go to the token service
 */
record Login(Optional<String> user, Optional<Secret> password, Optional<Secret> token, boolean sso) {

    /** A request with its header. */
    record Opening(Request request, String header) {}

    static Login of(Endpoint endpoint, Settings settings) {
        Parameters parameters = Parameters.of(endpoint, settings.token().isPresent());
        return new Login(
                settings.username().or(endpoint::user), settings.password(), settings.token(), parameters.sso());
    }

    /**
     * What opens a session.
     *
     * @param service gives a token for name and password, if there is to be one
     */
    Opening opening(ManagedObjectReference sessionManager, TokenService service) {
        if (token.isPresent()) {
            return byToken(sessionManager, clear(token.get()).strip());
        }
        if (user.isEmpty() || password.isEmpty()) {
            throw new AuthenticationException(Failure.of("vSphere wants a user and a password, or a token")
                    .backend(Faults.BACKEND)
                    .hint("give them: EdgeVirt.connect(uri, c -> c.username(…).password(Secret.env(…)))"));
        }
        if (sso) {
            return byToken(sessionManager, service.token(user.get(), password.get()));
        }
        return new Opening(
                Request.on(sessionManager, "Login")
                        .with("userName", "string", user.get())
                        .with("password", "string", clear(password.get()))
                        .returning("UserSession"),
                "");
    }

    private static Opening byToken(ManagedObjectReference sessionManager, String clear) {
        if (clear.startsWith("<")) {
            return new Opening(Request.on(sessionManager, "LoginByToken").returning("UserSession"), Saml.header(clear));
        }
        return new Opening(
                Request.on(sessionManager, "CloneSession")
                        .with("cloneTicket", "string", clear)
                        .returning("UserSession"),
                "");
    }

    private static String clear(Secret secret) {
        char[] clear = secret.reveal();
        try {
            return new String(clear);
        } finally {
            Arrays.fill(clear, '\0');
        }
    }
}
