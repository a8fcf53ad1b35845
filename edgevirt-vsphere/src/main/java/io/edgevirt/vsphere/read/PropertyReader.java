package io.edgevirt.vsphere.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Reads replies of the property collector as they come in. Fields, types and enum values that this version does not know
 * are kept as they are. No DTD, no entities, no reply without bounds: what breaks these is an {@link
 * io.edgevirt.EdgeVirtException}.
 */
public final class PropertyReader {

    private PropertyReader() {}

    /**
     * Reads the reply to {@code RetrievePropertiesEx} or {@code ContinueRetrievePropertiesEx}.
     *
     * @param reply the SOAP envelope
     * @return a page of objects
     * @throws IOException if the connection breaks
     * @throws io.edgevirt.EdgeVirtException if the reply is not to be understood
     */
    public static Batch page(InputStream reply) throws IOException {
        return page(reply, ReplyLimits.ORDINARY);
    }

    static Batch page(InputStream reply, ReplyLimits limits) throws IOException {
        return ReplyCursor.read(reply, limits, PropertyReader::page);
    }

    /**
     * Reads the reply to a method that returns a reference, such as {@code CreateContainerView}.
     *
     * @param reply the SOAP envelope
     * @return the reference
     * @throws IOException if the connection breaks
     * @throws io.edgevirt.EdgeVirtException if the reply holds none
     */
    public static Reference reference(InputStream reply) throws IOException {
        return ReplyCursor.read(reply, ReplyLimits.ORDINARY, cursor -> {
            while (cursor.child()) {
                if (cursor.is("returnval")) {
                    return cursor.reference();
                }
                cursor.skip();
            }
            throw ReplyCursor.unreadable("it returns nothing", null);
        });
    }

    /**
     * Reads the reply to a method that returns references, such as {@code ModifyListView}.
     *
     * @param reply the SOAP envelope
     * @return the references; none where it returns nothing
     * @throws IOException if the connection breaks
     * @throws io.edgevirt.EdgeVirtException if it is not to be understood
     */
    public static List<Reference> references(InputStream reply) throws IOException {
        return ReplyCursor.read(reply, ReplyLimits.ORDINARY, cursor -> {
            List<Reference> found = new ArrayList<>();
            while (cursor.child()) {
                if (cursor.is("returnval")) {
                    found.add(cursor.reference());
                } else {
                    cursor.skip();
                }
            }
            return found;
        });
    }

    /**
     * Reads the reply to a method that returns nothing.
     *
     * @param reply the SOAP envelope
     * @return true
     * @throws IOException if the connection breaks
     * @throws io.edgevirt.EdgeVirtException if it is none
     */
    public static Boolean nothing(InputStream reply) throws IOException {
        return ReplyCursor.read(reply, ReplyLimits.ORDINARY, cursor -> true);
    }

    private static Batch page(ReplyCursor cursor) throws XMLStreamException {
        List<Managed> objects = new ArrayList<>();
        String token = "";
        Map<String, String> paths = new HashMap<>();
        while (cursor.child()) {
            if (!cursor.is("returnval")) {
                cursor.skip();
                continue;
            }
            while (cursor.child()) {
                switch (cursor.name()) {
                    case "objects" -> objects.add(object(cursor, paths));
                    case "token" -> token = cursor.text();
                    default -> cursor.skip();
                }
            }
        }
        return new Batch(objects, token.isEmpty() ? Optional.empty() : Optional.of(token));
    }

    private static Managed object(ReplyCursor cursor, Map<String, String> paths) throws XMLStreamException {
        Reference self = null;
        Map<String, Element> properties = new HashMap<>();
        Map<String, String> refused = Map.of();
        while (cursor.child()) {
            switch (cursor.name()) {
                case "obj" -> self = cursor.reference();
                case "propSet" -> property(cursor, properties, paths);
                case "missingSet" -> refused = missing(cursor, refused);
                default -> cursor.skip();
            }
        }
        if (self == null) {
            throw ReplyCursor.unreadable("an object in it has no name", null);
        }
        return new Managed(self.type(), self.id(), properties, refused);
    }

    static void property(ReplyCursor cursor, Map<String, Element> into, Map<String, String> paths)
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
        if (value.present()) {
            String known = paths.putIfAbsent(path, path);
            into.put(known == null ? path : known, value);
        }
    }

    static Map<String, String> missing(ReplyCursor cursor, Map<String, String> before) throws XMLStreamException {
        Element missing = cursor.tree();
        Map<String, String> all = new HashMap<>(before);
        Element fault = missing.at("fault/fault");
        all.put(missing.at("path").text(), fault.type().isEmpty() ? "unknown" : fault.type());
        return all;
    }
}
