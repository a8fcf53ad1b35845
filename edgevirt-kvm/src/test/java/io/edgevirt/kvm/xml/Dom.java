package io.edgevirt.kvm.xml;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The JDK's DOM parser: a second opinion, which shares no code with the room's own reader. */
public final class Dom {

    private Dom() {}

    /** The root of a document that is well-formed. */
    public static Element parse(String document) {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
        } catch (SAXParseException e) {
            throw new AssertionError(
                    "not well-formed at line " + e.getLineNumber() + ": " + e.getMessage() + "\n" + document, e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first element at a path of names below an element. */
    public static Element at(Element from, String path) {
        Element here = from;
        for (String name : path.split("/")) {
            here = child(here, name);
        }
        return here;
    }

    private static Element child(Element parent, String name) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getNodeName().equals(name)) {
                return e;
            }
        }
        throw new AssertionError("<" + parent.getNodeName() + "> has no <" + name + ">");
    }

    /** Whether two trees are the same: names, attributes, texts and their order. */
    static boolean same(XmlElement ours, Element theirs) {
        return ours.name().equals(theirs.getNodeName())
                && ours.attributes().equals(attributes(theirs))
                && sameContent(ours, theirs);
    }

    private static boolean sameContent(XmlElement ours, Element theirs) {
        if (ours.children().isEmpty()) {
            return ours.text().equals(theirs.getTextContent());
        }
        int i = 0;
        for (Node n = theirs.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e
                    && (i >= ours.children().size() || !same(ours.children().get(i++), e))) {
                return false;
            }
        }
        return i == ours.children().size();
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            all.put(attribute.getName(), attribute.getValue());
        }
        return all;
    }
}
