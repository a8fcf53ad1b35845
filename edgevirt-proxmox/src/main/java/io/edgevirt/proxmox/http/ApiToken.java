package io.edgevirt.proxmox.http;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Secret;
import io.edgevirt.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API token: {@code user@realm!id=secret}, with or without {@code PVEAPIToken=} before it.
 *
 * @param user such as {@code root@pam!site}
 * @param header what the header {@code Authorization} carries
 */
record ApiToken(String user, String header) {

    private static final String KEY = "PVEAPIToken=";
    private static final Pattern SHAPE = Pattern.compile(
            "([^\\s:/@!=;]+@[A-Za-z][A-Za-z0-9.\\-_]+" + "![A-Za-z][A-Za-z0-9.\\-_]+)[=:]([0-9A-Za-z-]+)");

    /** Reads the secret each time, so that a renewed one is seen. */
    static ApiToken of(Secret secret) {
        char[] clear = secret.reveal();
        try {
            String text = new String(clear).strip();
            Matcher m = SHAPE.matcher(text.startsWith(KEY) ? text.substring(KEY.length()) : text);
            if (!m.matches()) {
                throw InvalidSpecException.of(List.of(new Violation(
                        "token",
                        "***",
                        "an API token is user@realm!id=secret",
                        "write the token's id as Proxmox shows it, an equals sign, and its secret")));
            }
            String user = m.group(1);
            return new ApiToken(user, KEY + user.replace("%", "%25") + "=" + m.group(2));
        } finally {
            Arrays.fill(clear, '\0');
        }
    }

    @Override
    public String toString() {
        return user;
    }
}
