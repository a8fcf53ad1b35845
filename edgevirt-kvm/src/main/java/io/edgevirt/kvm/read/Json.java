package io.edgevirt.kvm.read;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** JSON as the guest agent speaks it. Depth and lengths are bounded by Jackson's own limits. */
public final class Json {

    private Json() {}

    /**
     * Reads an object. A guest may answer anything.
     *
     * @param text the document
     * @return the object's members; empty if the text is no JSON object
     */
    public static Optional<Map<String, Object>> object(String text) {
        try {
            return Optional.ofNullable(JSON.std.mapFrom(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes an object.
     *
     * @param members maps, lists, strings, numbers and booleans
     * @return the document
     */
    public static String write(Map<String, ?> members) {
        try {
            return JSON.std.asString(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written to but memory
        }
    }
}
