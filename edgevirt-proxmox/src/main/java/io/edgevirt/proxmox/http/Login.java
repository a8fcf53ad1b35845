package io.edgevirt.proxmox.http;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who logs in, and by what.
 *
 * @param user such as {@code root@pam}, or {@code root@pam!site} of a token
 * @param password the user's password; secrets are read each time, so that renewed ones are seen
 * @param token an API token in its place
 */
record Login(String user, Optional<Secret> password, Optional<Secret> token) {

    /** The realm of those who name none: Linux's own users, of which root is one. */
    private static final String REALM = "@pam";

    static Login of(Endpoint endpoint, Settings settings) {
        Optional<String> name = settings.username().or(endpoint::user).filter(n -> !n.isBlank());
        if (settings.token().isPresent()) {
            return byToken(name, settings.token().get());
        }
        List<Violation> missing = new ArrayList<>();
        if (name.isEmpty()) {
            missing.add(new Violation(
                    "username", "", "Proxmox VE wants a user, or an API token", "give c.username(\"root@pam\")"));
        }
        if (settings.password().isEmpty()) {
            missing.add(new Violation(
                    "password",
                    "",
                    "Proxmox VE wants a password, or an API token",
                    "give c.password(Secret.env(…)), or c.token(…)"));
        }
        if (!missing.isEmpty()) {
            throw InvalidSpecException.of(missing);
        }
        String user = name.orElseThrow();
        return new Login(user.contains("@") ? user : user + REALM, settings.password(), Optional.empty());
    }

    private static Login byToken(Optional<String> name, Secret secret) {
        String user = ApiToken.of(secret).user();
        String owner = user.substring(0, user.indexOf('!'));
        boolean another = name.isPresent()
                && !name.get().equals(user)
                && !name.get().equals(owner)
                && !(name.get() + REALM).equals(owner);
        if (another) {
            throw InvalidSpecException.of(List.of(new Violation(
                    "username", name.get(), "the token is of " + owner, "leave the user out: the token names it")));
        }
        return new Login(user, Optional.empty(), Optional.of(secret));
    }

    @Override
    public String toString() {
        return user;
    }
}
