package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.read.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element of a reply, with what it holds.
 *
 * @param name its name without prefix
 * @param type the attribute {@code type} of a reference; else empty
 * @param xsiType the type that it names, its prefix kept where it is {@code xsd:}; else empty
 * @param text its text; empty where it has children
 * @param children the elements within
 */
record Node(String name, String type, String xsiType, String text, List<Node> children) {

    /** Reads the element at whose start the reader stands, to its end. */
    static Node read(XMLStreamReader in) throws XMLStreamException {
        String name = in.getLocalName();
        String type = attribute(in, "", "type");
        String xsiType = typeName(in);
        List<Node> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = in.next(); event != XMLStreamReader.END_ELEMENT; event = in.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                children.add(read(in));
            } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
                text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            } else if (event == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("the reply ends early");
            }
        }
        return new Node(name, type, xsiType, children.isEmpty() ? text.toString() : "", children);
    }

    private static String typeName(XMLStreamReader in) {
        String written = attribute(in, NativeXml.XSI, "type");
        int colon = written.indexOf(':');
        if (colon < 0) {
            return written;
        }
        String namespace = in.getNamespaceURI(written.substring(0, colon));
        boolean schema = namespace != null && namespace.endsWith("/XMLSchema");
        return (schema ? "xsd:" : "") + written.substring(colon + 1);
    }

    private static String attribute(XMLStreamReader in, String namespace, String name) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String of = in.getAttributeNamespace(i);
            if (in.getAttributeLocalName(i).equals(name) && namespace.equals(of == null ? "" : of)) {
                return in.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The same as plans read it. */
    Element element() {
        return new Element(
                name,
                xsiType,
                text,
                children.stream().map(Node::element).toList(),
                type.isEmpty() ? Map.of() : Map.of("type", type));
    }

    /** What a method returned, if this is the response's element. */
    List<Node> values() {
        return children.stream().filter(c -> c.name.equals("returnval")).toList();
    }

    Optional<Node> child(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).findFirst();
    }

    /** The text of a child; empty where there is none. */
    String textOf(String wanted) {
        return child(wanted).map(Node::text).orElse("");
    }
}
