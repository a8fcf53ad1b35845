package io.edgevirt.kvm.xml;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a tree by the JDK's StAX writer, two spaces per level. */
final class XmlWriter {

    // The JDK's own: another on the class path may escape otherwise.
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    private XmlWriter() throws XMLStreamException {
        synchronized (FACTORY) {
            xml = FACTORY.createXMLStreamWriter(out);
        }
    }

    static String write(XmlElement root) {
        try {
            XmlWriter writer = new XmlWriter();
            writer.element(root, 0);
            // An empty root is closed only by the document's end.
            writer.xml.writeEndDocument();
            writer.xml.flush();
            return writer.out.append('\n').toString();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("cannot be written as XML: " + e.getMessage(), e);
        }
    }

    private void element(XmlElement element, int depth) throws XMLStreamException {
        boolean empty = element.content().isEmpty();
        if (empty) {
            xml.writeEmptyElement(element.name());
        } else {
            xml.writeStartElement(element.name());
        }
        for (Map.Entry<String, String> a : element.attributes().entrySet()) {
            xml.writeAttribute(a.getKey(), attributeValue(element.name() + "/@" + a.getKey(), a.getValue()));
        }
        if (!empty) {
            content(element, depth);
            xml.writeEndElement();
        }
    }

    /** Indents only what holds nothing but elements: elsewhere white space is part of the text. */
    private void content(XmlElement element, int depth) throws XMLStreamException {
        boolean indent = element.content().stream().allMatch(XmlElement.class::isInstance);
        for (Object part : element.content()) {
            if (part instanceof XmlElement child) {
                if (indent) {
                    xml.writeCharacters("\n" + "  ".repeat(depth + 1));
                }
                element(child, depth + 1);
            } else {
                characters(element.name(), (String) part);
            }
        }
        if (indent) {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
    }

    /** A reader turns a bare carriage return into a line feed, so it goes as a character reference. */
    private void characters(String where, String text) throws XMLStreamException {
        legal(where, text);
        int from = 0;
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
            xml.writeCharacters(text.substring(from, at));
            xml.writeEntityRef("#13");
            from = at + 1;
        }
        xml.writeCharacters(text.substring(from));
    }

    /** A reader turns line ends and tabs of an attribute into spaces, and StAX cannot write them escaped. */
    private static String attributeValue(String where, String value) {
        legal(where, value);
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
            throw new IllegalArgumentException(where + " has a line end or a tab");
        }
        return value;
    }

    private static void legal(String where, String text) {
        XmlChars.illegal(text).ifPresent(c -> {
            throw new IllegalArgumentException(String.format("%s has the character U+%04X", where, c));
        });
    }
}
