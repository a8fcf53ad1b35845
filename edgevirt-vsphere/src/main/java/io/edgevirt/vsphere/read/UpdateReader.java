package io.edgevirt.vsphere.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Reads replies to {@code WaitForUpdatesEx} as they come in, with the same care as {@link PropertyReader}. */
public final class UpdateReader {

    private UpdateReader() {}

    /**
     * Reads what a long poll brought.
     *
     * @param reply the SOAP envelope
     * @return what changed; an empty version where nothing did in time
     * @throws IOException if the connection breaks
     * @throws io.edgevirt.EdgeVirtException if the reply is not to be understood
     */
    public static UpdateSet updates(InputStream reply) throws IOException {
        return ReplyCursor.read(reply, ReplyLimits.ORDINARY, UpdateReader::updates);
    }

    private static UpdateSet updates(ReplyCursor cursor) throws XMLStreamException {
        String version = "";
        boolean truncated = false;
        List<ObjectChange> changes = new ArrayList<>();
        List<Reference> missing = new ArrayList<>();
        Map<String, String> paths = new HashMap<>();
        while (cursor.child()) {
            if (!cursor.is("returnval")) {
                cursor.skip();
                continue;
            }
            while (cursor.child()) {
                switch (cursor.name()) {
                    case "version" -> version = cursor.text();
                    case "truncated" -> truncated = cursor.tree().flag().orElse(false);
                    case "filterSet" -> filter(cursor, changes, missing, paths);
                    default -> cursor.skip();
                }
            }
        }
        return new UpdateSet(version, truncated, changes, missing);
    }

    private static void filter(
            ReplyCursor cursor, List<ObjectChange> changes, List<Reference> missing, Map<String, String> paths)
            throws XMLStreamException {
        while (cursor.child()) {
            switch (cursor.name()) {
                case "objectSet" -> changes.add(object(cursor, paths));
                case "missingSet" -> cursor.tree().at("obj").reference().ifPresent(missing::add);
                default -> cursor.skip();
            }
        }
    }

    private static ObjectChange object(ReplyCursor cursor, Map<String, String> paths) throws XMLStreamException {
        ObjectChange.Kind kind = ObjectChange.Kind.MODIFY;
        Reference object = new Reference("", "");
        Map<String, Element> values = new HashMap<>();
        Map<String, String> refused = Map.of();
        while (cursor.child()) {
            switch (cursor.name()) {
                case "kind" -> kind = kind(cursor.text());
                case "obj" -> object = cursor.reference();
                case "changeSet" -> change(cursor, values, paths);
                case "missingSet" -> refused = PropertyReader.missing(cursor, refused);
                default -> cursor.skip();
            }
        }
        return new ObjectChange(kind, object, values, refused);
    }

    /** A kind that this version does not know changes what it says and nothing else. */
    private static ObjectChange.Kind kind(String word) {
        return switch (word) {
            case "enter" -> ObjectChange.Kind.ENTER;
            case "leave" -> ObjectChange.Kind.LEAVE;
            default -> ObjectChange.Kind.MODIFY;
        };
    }

    private static void change(ReplyCursor cursor, Map<String, Element> values, Map<String, String> paths)
            throws XMLStreamException {
        String path = "";
        Element value = Element.NONE;
        while (cursor.child()) {
            switch (cursor.name()) {
                case "name" -> path = cursor.text();
                case "val" -> value = cursor.tree();
                default -> cursor.skip();
            }
        }
        String known = paths.putIfAbsent(path, path);
        values.put(known == null ? path : known, value);
    }
}
