package io.edgevirt.spi;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection's URI, taken apart by the engine, since {@link java.net.URI} refuses {@code mem:} and host names with an
 * underscore. It prints without password and query values.
 *
 * @param uri the text as it was given, which may hold a password: never print it
 * @param scheme the part before the first colon, lower case
 * @param user the user in the authority, decoded
 * @param host the host in the authority; an IPv6 address without its brackets
 * @param port the port in the authority
 * @param path what follows the authority, decoded; for an opaque URI such as {@code mem:site} what follows the colon
 * @param query the parameters behind the question mark, decoded
 */
public record Endpoint(
        String uri,
        String scheme,
        Optional<String> user,
        Optional<String> host,
        OptionalInt port,
        String path,
        Map<String, String> query) {

    // Copies the map.
    public Endpoint {
        query = Map.copyOf(query);
    }

    /** The URI without password and query values, on one line, fit for logs and errors. */
    @Override
    public String toString() {
        String authority = host.map(
                        h -> (h.contains(":") ? "[" + h + "]" : h) + (port.isPresent() ? ":" + port.getAsInt() : ""))
                .orElse("");
        String slashes = uri.regionMatches(scheme.length(), "://", 0, 3) ? "://" : ":";
        // What stands before an @ in the path was meant to be a login, with its password.
        String shown = path.substring(path.lastIndexOf('@') + 1);
        String login = shown.length() == path.length() ? "" : "***@";
        return (scheme + slashes + user.map(u -> u + "@").orElse("") + authority + login + shown)
                .replaceAll("\\p{Cntrl}", "?");
    }
}
