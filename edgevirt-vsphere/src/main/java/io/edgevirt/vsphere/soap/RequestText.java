package io.edgevirt.vsphere.soap;

import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.vsphere.read.Reference;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the element of a request, by an XML writer. */
final class RequestText {

    private static final String VIM = "urn:vim25";

    private final XMLStreamWriter xml;

    private RequestText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * A request.
     *
     * @param method its name
     * @param self the object it is made of
     * @param arguments writes its arguments in the schema's order
     * @return the element for the SOAP body, well-formed by itself
     * @throws InvalidSpecException if a text in it holds what XML cannot carry
     */
    static String of(String method, Reference self, Consumer<RequestText> arguments) {
        return of(VIM, method, self, arguments);
    }

    /** A request to another service than vSphere's main one. */
    static String of(String namespace, String method, Reference self, Consumer<RequestText> arguments) {
        StringWriter text = new StringWriter(512);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement(method);
            xml.writeDefaultNamespace(namespace);
            xml.writeNamespace("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            RequestText request = new RequestText(xml);
            request.reference("_this", self);
            arguments.accept(request);
            xml.writeEndElement();
            xml.flush();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return text.toString();
    }

    /** An element of text. */
    RequestText text(String name, String value) {
        try {
            xml.writeStartElement(name);
            xml.writeCharacters(carried(value));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** An element that names an object. */
    RequestText reference(String name, Reference value) {
        try {
            xml.writeStartElement(name);
            xml.writeAttribute("type", carried(value.type()));
            xml.writeCharacters(carried(value.id()));
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** An element of others. */
    RequestText in(String name, Consumer<RequestText> children) {
        return in(name, "", children);
    }

    /** An element of others that says its type. */
    RequestText in(String name, String type, Consumer<RequestText> children) {
        try {
            xml.writeStartElement(name);
            if (!type.isEmpty()) {
                xml.writeAttribute("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type", type);
            }
            children.accept(this);
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /**
     * Whether XML 1.0 can carry a text, by its production {@code Char}.
     *
     * @param text any text
     * @return false if it holds control characters or half a surrogate pair
     */
    static boolean carries(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= ' ' && c < Character.MIN_SURROGATE
                        || c > Character.MAX_SURROGATE && c < 0xfffe
                        || c > 0xffff);
    }

    private static String carried(String text) {
        if (!carries(text)) {
            throw new InvalidSpecException(Failure.of("a name or id holds characters that XML cannot carry")
                    .backend("vsphere"));
        }
        return text;
    }

    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("a request could not be written", e);
    }
}
