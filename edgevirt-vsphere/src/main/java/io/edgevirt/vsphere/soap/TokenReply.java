package io.edgevirt.vsphere.soap;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Takes the token out of a token service's reply. It is signed: whatever its signature covers stays as it is, and the
 * namespaces that it found around itself go with it.
 */
final class TokenReply {

    /** A token with all groups of a large directory has some 100 KiB. */
    private static final long MOST_BYTES = 1 << 20;

    private TokenReply() {}

    /** The token, or the refusal as an exception. */
    static String token(InputStream reply) throws XMLStreamException {
        XMLStreamReader in = Bounded.reader(reply, MOST_BYTES);
        try {
            in.nextTag();
            return within(in, Map.of())
                    .orElseThrow(() -> new AuthenticationException(Failure.of("the token service's reply has no token")
                            .backend(Faults.BACKEND)
                            .hint("check that the vCenter's single sign-on is healthy")));
        } finally {
            in.close();
        }
    }

    /** Looks through the element at whose start the reader stands. */
    private static Optional<String> within(XMLStreamReader in, Map<String, String> around) throws XMLStreamException {
        if (in.getLocalName().equals("Fault")) {
            throw fault(Node.read(in));
        }
        Map<String, String> scope = declared(in, around);
        boolean holds =
                in.getLocalName().equals("RequestedSecurityToken") && TokenRequest.TRUST.equals(in.getNamespaceURI());
        for (int event = in.next(); event != XMLStreamReader.END_ELEMENT; event = in.next()) {
            if (event == XMLStreamReader.START_ELEMENT) {
                Optional<String> found = holds ? Optional.of(copy(in, scope)) : within(in, scope);
                if (found.isPresent()) {
                    return found;
                }
            } else if (event == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("the reply ends early");
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> declared(XMLStreamReader in, Map<String, String> around) {
        Map<String, String> scope = new LinkedHashMap<>(around);
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            scope.put(plain(in.getNamespacePrefix(i)), plain(in.getNamespaceURI(i)));
        }
        return scope;
    }

    private static String copy(XMLStreamReader in, Map<String, String> around) throws XMLStreamException {
        StringWriter text = new StringWriter(8192);
        XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        int depth = 0;
        int event = XMLStreamReader.START_ELEMENT;
        while (true) {
            if (event == XMLStreamReader.START_ELEMENT) {
                start(in, out, depth == 0 ? declared(in, around) : declared(in, Map.of()));
                depth++;
            } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
                NativeXml.characters(out, in.getText());
            } else if (event == XMLStreamReader.END_ELEMENT) {
                out.writeEndElement();
                depth--;
                if (depth == 0) {
                    out.close();
                    return text.toString();
                }
            }
            event = in.next();
        }
    }

    private static void start(XMLStreamReader in, XMLStreamWriter out, Map<String, String> namespaces)
            throws XMLStreamException {
        out.writeStartElement(plain(in.getPrefix()), in.getLocalName(), plain(in.getNamespaceURI()));
        for (Map.Entry<String, String> namespace : namespaces.entrySet()) {
            if (namespace.getKey().isEmpty()) {
                out.writeDefaultNamespace(namespace.getValue());
            } else {
                out.writeNamespace(namespace.getKey(), namespace.getValue());
            }
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String prefix = plain(in.getAttributePrefix(i));
            String name = in.getAttributeLocalName(i);
            if (prefix.isEmpty()) {
                out.writeAttribute(name, in.getAttributeValue(i));
            } else {
                out.writeAttribute(prefix, in.getAttributeNamespace(i), name, in.getAttributeValue(i));
            }
        }
    }

    @SuppressWarnings("NullAway") // StAX has null for none
    private static String plain(String told) {
        return told == null ? "" : told;
    }

    /** Its code says what is wrong, such as {@code ns0:FailedAuthentication}. */
    private static EdgeVirtException fault(Node fault) {
        String told = fault.textOf("faultcode");
        String code = told.substring(told.indexOf(':') + 1);
        Failure failure = Failure.of("the token service refused the login: " + fault.textOf("faultstring"))
                .backend(Faults.BACKEND)
                .nativeCode(code.isEmpty() ? "Fault" : code);
        return new AuthenticationException(failure.hint(
                switch (code) {
                    case "InvalidTimeRange", "ExpiredData", "MessageExpired" ->
                        "set the clocks of this machine and of the vCenter";
                    case "FailedAuthentication" -> "check user, domain and password, as in administrator@vsphere.local";
                    default -> "check the login, and that the vCenter's single sign-on is healthy";
                }));
    }
}
