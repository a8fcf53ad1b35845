package io.edgevirt.proxmox.http;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's path and parameters as they go over the wire. pveproxy decodes a path before it takes it apart: an encoded
 * slash would lead to another method of the API, so it is refused where no volume's name stands.
 */
final class Encoded {

    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    /** What these places take may hold slashes. */
    private static final List<String> WITH_SLASHES = List.of("volume", "cidr");

    private Encoded() {}

    /** The path with its segments. */
    static String path(Call call) {
        Matcher places = PLACE.matcher(call.path());
        StringBuilder path = new StringBuilder();
        for (String segment : call.segments()) {
            places.find();
            places.appendReplacement(path, Matcher.quoteReplacement(segment(places.group(1), segment)));
        }
        return places.appendTail(path).toString();
    }

    /** The parameters, as a query or as a form. */
    static String parameters(Call call) {
        StringBuilder text = new StringBuilder();
        for (Argument argument : call.arguments()) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(encoded(argument.name()))
                    .append('=')
                    .append(value(argument));
        }
        return text.toString();
    }

    /** Most of what is sent: names and numbers that stand for themselves in a path and in a query. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean self = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!self) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String segment(String place, String segment) {
        if (plain(segment)) {
            return segment;
        }
        // {vmid} stands in plans for what is not known yet, and is nothing's name
        boolean wrong = segment.isEmpty()
                || PLACE.matcher(segment).matches()
                || segment.chars().anyMatch(Character::isISOControl)
                || broken(segment)
                || segment.indexOf('/') >= 0 && !WITH_SLASHES.contains(place);
        for (String part : segment.split("/", -1)) {
            wrong |= part.equals(".") || part.equals("..");
        }
        if (wrong) {
            throw refused(
                    place,
                    segment,
                    "a name in a request's path is neither empty nor a path of its own",
                    "give its name");
        }
        return encoded(segment);
    }

    /** A NUL parts values in Proxmox VE 7. */
    private static String value(Argument argument) {
        if (plain(argument.value())) {
            return argument.value();
        }
        if (argument.value().indexOf('\0') >= 0 || broken(argument.value())) {
            throw refused(
                    argument.name(),
                    argument.shown(),
                    "Proxmox VE takes text without NUL and without halves of characters",
                    "leave them out");
        }
        return encoded(argument.value());
    }

    private static boolean broken(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static InvalidSpecException refused(String field, String value, String limit, String remedy) {
        return InvalidSpecException.of(List.of(new Violation(field, value, limit, remedy)));
    }
}
