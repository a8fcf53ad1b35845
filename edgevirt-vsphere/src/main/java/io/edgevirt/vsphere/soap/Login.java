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
 * How a session is opened.
 *
 * @param user the login's name
 * @param password its password
 */
record Login(Optional<String> user, Optional<Secret> password) {

    static Login of(Endpoint endpoint, Settings settings) {
        return new Login(settings.username().or(endpoint::user), settings.password());
    }

    /** The request that opens a session. The secret is read each time, so that a renewed one is seen. */
    Request request(ManagedObjectReference sessionManager) {
        if (user.isEmpty() || password.isEmpty()) {
            throw new AuthenticationException(Failure.of("vSphere wants a user and a password")
                    .backend(Faults.BACKEND)
                    .hint("give them: EdgeVirt.connect(uri, c -> c.username(…).password(Secret.env(…)))"));
        }
        char[] clear = password.get().reveal();
        try {
            return Request.on(sessionManager, "Login")
                    .with("userName", "string", user.get())
                    .with("password", "string", new String(clear))
                    .returning("UserSession");
        } finally {
            Arrays.fill(clear, '\0');
        }
    }
}
