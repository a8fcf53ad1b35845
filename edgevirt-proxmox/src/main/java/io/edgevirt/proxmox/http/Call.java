package io.edgevirt.proxmox.http;

import io.edgevirt.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of Proxmox's API, before it is encoded. Immutable.
 *
 * @param verb the HTTP method
 * @param path the path as the API's schema writes it, such as {@code /nodes/{node}/qemu/{vmid}/clone}
 * @param segments what stands in the path's places, in order, not encoded; {@code {vmid}} for what is not known yet
 * @param arguments the parameters, in order
 */
public record Call(Verb verb, String path, List<String> segments, List<Argument> arguments) {

    private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");

    // Copies the lists; every place has its segment.
    public Call {
        segments = List.copyOf(segments);
        arguments = List.copyOf(arguments);
        if (PLACE.matcher(path).results().count() != segments.size()) {
            throw new IllegalArgumentException(path + " with " + segments.size() + " segments");
        }
    }

    /**
     * A request that reads.
     *
     * @param path the path as the schema writes it
     * @param segments what stands in its places
     * @return the request
     */
    public static Call get(String path, String... segments) {
        return new Call(Verb.GET, path, List.of(segments), List.of());
    }

    /**
     * A request that makes or does something.
     *
     * @param path the path as the schema writes it
     * @param segments what stands in its places
     * @return the request
     */
    public static Call post(String path, String... segments) {
        return new Call(Verb.POST, path, List.of(segments), List.of());
    }

    /**
     * A request that changes.
     *
     * @param path the path as the schema writes it
     * @param segments what stands in its places
     * @return the request
     */
    public static Call put(String path, String... segments) {
        return new Call(Verb.PUT, path, List.of(segments), List.of());
    }

    /**
     * A request that removes.
     *
     * @param path the path as the schema writes it
     * @param segments what stands in its places
     * @return the request
     */
    public static Call delete(String path, String... segments) {
        return new Call(Verb.DELETE, path, List.of(segments), List.of());
    }

    /**
     * The same with a further parameter.
     *
     * @param name its name
     * @param value its value
     * @return the longer request
     */
    public Call with(String name, String value) {
        return with(new Argument(name, value, false));
    }

    /**
     * The same with a further parameter.
     *
     * @param name its name
     * @param value its value
     * @return the longer request
     */
    public Call with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /**
     * The same with a further parameter.
     *
     * @param name its name
     * @param value its value, sent as 1 or 0: Proxmox refuses {@code true}
     * @return the longer request
     */
    public Call with(String name, boolean value) {
        return with(name, value ? "1" : "0");
    }

    /**
     * The same with a further parameter, if there is one.
     *
     * @param name its name
     * @param value its value
     * @return the longer request, or this one
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Call withIf(String name, Optional<String> value) {
        return value.map(v -> with(name, v)).orElse(this);
    }

    /**
     * The same with a further parameter that is masked where a person may read it.
     *
     * @param name its name
     * @param value its value
     * @return the longer request
     */
    public Call withSecret(String name, String value) {
        return with(new Argument(name, value, true));
    }

    /**
     * The same with a further parameter that is masked where a person may read it.
     *
     * @param name its name
     * @param value its value
     * @return the longer request
     */
    public Call withSecret(String name, Secret value) {
        char[] clear = value.reveal();
        try {
            return withSecret(name, new String(clear));
        } finally {
            java.util.Arrays.fill(clear, '\0');
        }
    }

    private Call with(Argument argument) {
        List<Argument> longer = new ArrayList<>(arguments);
        longer.add(argument);
        return new Call(verb, path, segments, longer);
    }

    /**
     * The value of a parameter.
     *
     * @param name its name
     * @return the value; empty where the request has no such parameter
     */
    public Optional<String> argument(String name) {
        return arguments.stream()
                .filter(a -> a.name().equals(name))
                .map(Argument::value)
                .findFirst();
    }

    /**
     * The request's name, without data.
     *
     * @return such as {@code POST /nodes/{node}/qemu}
     */
    public String name() {
        return verb + " " + path;
    }

    /**
     * The path with its segments, each treated by itself.
     *
     * @param each makes text of a segment
     * @return the path
     */
    String path(java.util.function.UnaryOperator<String> each) {
        Matcher places = PLACE.matcher(path);
        StringBuilder filled = new StringBuilder();
        for (String segment : segments) {
            places.find();
            places.appendReplacement(filled, Matcher.quoteReplacement(each.apply(segment)));
        }
        return places.appendTail(filled).toString();
    }

    /**
     * The request as a person reads it, secrets masked: a line for method and path, and one for each parameter.
     *
     * @return the text
     */
    public String shown() {
        StringBuilder text = new StringBuilder(verb + " " + path(segment -> segment));
        for (Argument argument : arguments) {
            text.append('\n').append(argument);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name();
    }
}
