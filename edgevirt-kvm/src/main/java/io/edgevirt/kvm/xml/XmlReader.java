package io.edgevirt.kvm.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a tree by the JDK's StAX reader: no DTD, no entity but the five of XML itself, bounded depth and length. */
final class XmlReader {

    /** Domain XML nests about ten deep; metadata of other programs may add to that. */
    static final int DEEPEST = 100;
    /** In characters; the longest reply of libvirt's protocol is 32 MiB (VIR_NET_MESSAGE_MAX). */
    static final int LONGEST = 32 * 1024 * 1024;

    private static final XMLInputFactory FACTORY = hardened();

    private XmlReader() {}

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The JDK's own limit differs by version; the one here comes first, with words of its own.
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(DEEPEST + 1));
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("refers to something outside of itself");
        });
        return factory;
    }

    static XmlElement read(String document) {
        if (document.length() > LONGEST) {
            throw new XmlRefused("is longer than " + LONGEST + " characters");
        }
        if (document.contains("<!DOCTYPE")) {
            // Before the JDK's reader of DTDs sees it, which prints to stderr and throws what nobody declared.
            throw new XmlRefused("has a document type declaration");
        }
        try {
            XMLStreamReader reader;
            synchronized (FACTORY) {
                reader = FACTORY.createXMLStreamReader(new StringReader(document));
            }
            return tree(reader);
        } catch (XMLStreamException e) {
            throw new XmlRefused("is not well-formed XML: " + oneLine(e), e);
        } catch (XmlRefused e) {
            throw e;
        } catch (RuntimeException e) {
            // The JDK's reader ends some malformed documents so, such as by a message that it does not find.
            throw new XmlRefused("is not well-formed XML: " + oneLine(e), e);
        }
    }

    private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException {
        // XML 1.1 allows control characters, which could not be written again; libvirt writes and reads 1.0.
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            throw new XmlRefused("is XML " + version + ", not 1.0");
        }
        XmlElement root = new XmlElement("");
        Deque<XmlElement> open = new ArrayDeque<>();
        open.push(root);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST) {
                        throw new XmlRefused("nests deeper than " + DEEPEST + " elements");
                    }
                    XmlElement element = element(reader);
                    open.element().add(element);
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> squeezed(open.pop());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    open.element().text(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XmlRefused("refers to the entity '" + reader.getLocalName() + "'");
                default -> {}
            }
        }
        return root.children().get(0);
    }

    /** Names and declarations stay as they are written, so that another program's metadata comes back unchanged. */
    private static XmlElement element(XMLStreamReader reader) {
        XmlElement element = new XmlElement(name(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            element.with(prefix == null ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.with(
                    name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        return element;
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    /** Leaves out the indentation between elements. */
    private static void squeezed(XmlElement element) {
        boolean hasElements = element.content().stream().anyMatch(XmlElement.class::isInstance);
        boolean blank = element.content().stream().allMatch(c -> c instanceof XmlElement || ((String) c).isBlank());
        if (hasElements && blank) {
            element.content().removeIf(String.class::isInstance);
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
