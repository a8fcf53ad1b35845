package io.edgevirt.engine;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.spi.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a connection's URI apart, more leniently than {@link java.net.URI}: {@code mem:} and {@code hv://my_host}. */
final class Endpoints {

    private static final Pattern URI =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*))?([^?#]*)(\\?([^#]*))?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^@]*)@)?(\\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z_.~-]+)?\\]|[^:@\\[\\]]*)(?::([0-9]{1,5}))?");

    private Endpoints() {}

    static Endpoint parse(String uri) {
        Matcher m = URI.matcher(uri);
        if (!m.matches() || hasControls(uri)) {
            throw invalid("a URI is scheme:path or scheme://host/path", "such as qemu:///system or mem:");
        }
        Matcher a = AUTHORITY.matcher(m.group(3) == null ? "" : m.group(3));
        if (!a.matches()) {
            throw invalid("what follows // is user@host:port", "check host and port");
        }
        boolean host = m.group(3) != null && !m.group(3).isEmpty();
        if (host && m.group(4).contains("@") || strayLogin(m.group(6))) {
            throw invalid("an @ stands where no login is", "in user and password write @ as %40, / as %2F, ? as %3F");
        }
        OptionalInt port = a.group(3) == null ? OptionalInt.empty() : OptionalInt.of(port(a.group(3)));
        return new Endpoint(
                uri,
                m.group(1).toLowerCase(Locale.ROOT),
                a.group(1) == null
                        ? Optional.empty()
                        : Optional.of(decode(a.group(1).split(":", 2)[0])),
                a.group(2).isEmpty() ? Optional.empty() : Optional.of(a.group(2).replaceAll("[\\[\\]]", "")),
                port,
                decode(m.group(4)),
                query(m.group(6)));
    }

    private static boolean hasControls(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (Character.isISOControl(uri.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a login seems to end in a parameter's name: then what stands before is a piece of a password. */
    private static boolean strayLogin(@Nullable String query) {
        return query != null && Arrays.stream(query.split("&")).anyMatch(p -> p.split("=", 2)[0].contains("@"));
    }

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String part : text.split("&")) {
                String[] pair = part.split("=", 2);
                query.put(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
            }
        }
        return query;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw invalid("a port is 1 to 65535", "check the port");
        }
        return port;
    }

    private static String decode(String text) {
        try {
            // '+' is itself in a URI; only %XX is decoded
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("% is followed by two hexadecimal digits", "write %25 for a percent sign");
        }
    }

    /** The URI itself is not repeated: it may hold a password. */
    private static InvalidSpecException invalid(String limit, String remedy) {
        return InvalidSpecException.of(List.of(new Violation("uri", "(not shown)", limit, remedy)));
    }
}
