package io.edgevirt.vsphere.read;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through a reply once, as it comes in. No DTD and no entity but XML's own five is read, and nothing beyond the
 * limits. Who enters an element with {@link #child} consumes it whole: by going through its children to the end, or with
 * {@link #tree}, {@link #text} or {@link #skip}.
 */
final class ReplyCursor {

    private final XMLStreamReader xml;
    private final ReplyLimits limits;
    private final Map<String, String> types = new HashMap<>();
    private int elements;
    private int depth;

    private ReplyCursor(XMLStreamReader xml, ReplyLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /** Reads something of a reply. */
    interface Reading<T> {
        T of(ReplyCursor cursor) throws XMLStreamException;
    }

    /**
     * Reads the answer of a reply: what lies in the only element of the SOAP body.
     *
     * @param reply the envelope
     * @param limits how large it may be
     * @param reading reads the answer, at whose start the cursor stands
     * @return what was read
     * @throws IOException if the connection breaks
     * @throws EdgeVirtException if it is not to be understood
     */
    static <T> T read(InputStream reply, ReplyLimits limits, Reading<T> reading) throws IOException {
        XMLStreamReader xml = null;
        try {
            xml = factory().createXMLStreamReader(decoded(new BoundedInput(reply, limits.bytes())));
            ReplyCursor cursor = new ReplyCursor(xml, limits);
            cursor.enter("Envelope");
            cursor.enter("Body");
            if (!cursor.child() || cursor.is("Fault")) {
                throw unreadable("it holds no answer", null);
            }
            return reading.of(cursor);
        } catch (XMLStreamException e) {
            throw understood(e);
        } catch (EdgeVirtException e) {
            throw e;
        } catch (RuntimeException e) {
            // the JDK's reader answers some malformed documents so
            throw unreadable("it is not well-formed", e);
        } finally {
            close(xml);
        }
    }

    /** SOAP over HTTP is UTF-8. The JDK's reader would write of malformed bytes on standard error. */
    private static Reader decoded(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // JDK 24 and later count text with character references as an entity and refuse 100,000 of it; ours are the
        // limits
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /** A broken connection stays one; all else says that the reply is wrong. */
    private static EdgeVirtException understood(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof IOException broken) {
            if (broken instanceof BoundedInput.TooLong) {
                return unreadable("it is larger than any reply should be", e);
            }
            if (!(broken instanceof CharacterCodingException)) {
                throw broken;
            }
        }
        return unreadable("it is not well-formed", e);
    }

    static EdgeVirtException unreadable(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        Failure failure = Failure.of("the server's reply cannot be read: " + why)
                .backend("vsphere")
                .hint("see whether a proxy or another service answers at this address");
        return new EdgeVirtException(cause == null ? failure : failure.cause(cause));
    }

    private static void close(@org.jspecify.annotations.Nullable XMLStreamReader xml) {
        if (xml != null) {
            try {
                xml.close();
            } catch (XMLStreamException | RuntimeException e) {
                return; // it holds no more than memory
            }
        }
    }

    private void enter(String name) throws XMLStreamException {
        do {
            if (!child()) {
                throw unreadable("it is no SOAP envelope", null);
            }
            if (is(name)) {
                return;
            }
            skip();
        } while (true);
    }

    /** Goes on by one event. */
    private int next() throws XMLStreamException {
        if (!xml.hasNext()) {
            throw unreadable("it ends too early", null);
        }
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> entered();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw unreadable("it has a DTD or an entity", null);
            default -> {
                return event;
            }
        }
        return event;
    }

    private void entered() {
        depth++;
        elements++;
        if (depth > limits.depth() || elements > limits.elements()) {
            throw unreadable("it is larger than any reply should be", null);
        }
    }

    /**
     * Goes to the next element within the present one.
     *
     * @return false at the present one's end, which is left
     */
    boolean child() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    continue;
                }
            }
        }
    }

    /** The name of the present element, the same object for the same name. */
    String name() {
        return xml.getLocalName();
    }

    /** Whether the present element has a name. */
    boolean is(String name) {
        return xml.getLocalName().equals(name);
    }

    /** Passes over the present element. */
    void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** The present element's own text; elements within it are passed over. */
    String text() throws XMLStreamException {
        return body(null);
    }

    /** The present element with all that lies in it. */
    Element tree() throws XMLStreamException {
        String name = name();
        String type = "";
        Map<String, String> others = Map.of();
        for (int i = 0, count = xml.getAttributeCount(); i < count; i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(xml.getAttributeNamespace(i))) {
                type = attribute.equals("type") ? type(value) : type;
            } else if (others.isEmpty()) {
                others = Map.of(attribute, attribute.equals("type") ? type(value) : value);
            } else {
                others = new HashMap<>(others);
                others.put(attribute, value);
            }
        }
        List<Element> children = new ArrayList<>(0);
        String text = body(children);
        return new Element(name, type, text, children.isEmpty() ? List.of() : children, others);
    }

    /** The present element as a reference. */
    Reference reference() throws XMLStreamException {
        String type = "";
        for (int i = 0, count = xml.getAttributeCount(); i < count; i++) {
            String space = xml.getAttributeNamespace(i);
            if ((space == null || space.isEmpty())
                    && xml.getAttributeLocalName(i).equals("type")) {
                type = type(xml.getAttributeValue(i));
            }
        }
        return new Reference(type, text());
    }

    /** Text without what lies between elements; the elements go to the list, where there is one. */
    private String body(@org.jspecify.annotations.Nullable List<Element> children) throws XMLStreamException {
        String first = "";
        StringBuilder more = null;
        boolean mixed = false;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (first.isEmpty()) {
                        first = xml.getText();
                    } else {
                        more = more == null ? new StringBuilder(first) : more;
                        more.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    mixed = true;
                    if (children == null) {
                        skip();
                    } else {
                        children.add(tree());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String all = more == null ? first : more.toString();
                    return mixed && all.isBlank() ? "" : all;
                }
                default -> {
                    continue;
                }
            }
        }
    }

    /** A type's name without its prefix; one object for each name. */
    private String type(String written) {
        String known = types.get(written);
        if (known == null) {
            known = written.substring(written.indexOf(':') + 1);
            types.put(written, known);
        }
        return known;
    }
}
