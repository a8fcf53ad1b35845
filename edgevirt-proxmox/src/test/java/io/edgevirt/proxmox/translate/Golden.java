package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.http.Argument;
import io.edgevirt.proxmox.http.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds requests against the official tables of the releases. */
public final class Golden {

    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    private Golden() {}

    /** Asserts that all three releases would take the request. */
    public static Call fits(Call call) {
        for (Release release : Release.values()) {
            fits(release, call);
        }
        return call;
    }

    /** Asserts that a release would take the request. */
    public static Call fits(Release release, Call call) {
        assertEquals("", objections(release, call), () -> call.name() + " on " + release);
        return call;
    }

    /** What a release has against a request; empty for nothing. */
    public static String objections(Release release, Call call) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Matcher places = PLACE.matcher(call.path());
        for (String segment : call.segments()) {
            places.find();
            values.put(places.group(1), List.of(segment));
        }
        for (Argument argument : call.arguments()) {
            values.computeIfAbsent(argument.name(), name -> new ArrayList<>()).add(argument.value());
        }
        return release.table().objections(call.verb().name(), call.path(), values);
    }
}
