package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The SOAP envelope: around what is sent, and off what comes back. */
final class Envelope {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private Envelope() {}

    /** The method that an envelope calls. */
    static String method(String envelope) {
        try {
            return body(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)))
                    .name();
        } catch (XMLStreamException e) {
            throw new InvalidSpecException(Failure.of("the request is not well-formed: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .cause(e));
        }
    }

    /** Around a body, with headers that are XML already. */
    static String around(String headers, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"" + SOAP + "\" xmlns:xsi=\""
                + NativeXml.XSI + "\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"
                + (headers.isEmpty() ? "" : "<soapenv:Header>" + headers + "</soapenv:Header>")
                + "<soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>";
    }

    /** Reads the element in a reply's body; a fault is thrown as an exception. */
    static Node read(InputStream in) throws XMLStreamException {
        Node body = body(in);
        if (isFault(body)) {
            throw fault(body);
        }
        return body;
    }

    static boolean isFault(Node body) {
        return body.name().equals("Fault");
    }

    /** Reads the element in a reply's body, which may be a fault. */
    static Node body(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = Bounded.reader(in);
        try {
            xml.nextTag();
            if (!xml.getLocalName().equals("Envelope")) {
                throw new XMLStreamException("it is no SOAP envelope");
            }
            toBody(xml);
            if (xml.nextTag() != XMLStreamReader.START_ELEMENT) {
                throw new XMLStreamException("its body is empty");
            }
            return Node.read(xml);
        } finally {
            xml.close();
        }
    }

    private static void toBody(XMLStreamReader xml) throws XMLStreamException {
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            if (xml.getLocalName().equals("Body")) {
                return;
            }
            Node.read(xml);
        }
        throw new XMLStreamException("it has no body");
    }

    /** The fault in a body; its details are one element whose type is the fault's. */
    static EdgeVirtException fault(Node fault) {
        Node detail = fault.child("detail")
                .flatMap(d -> d.children().stream().findFirst())
                .orElse(new Node("", "", "", "", List.of()));
        String type = detail.xsiType().isEmpty() ? detail.name().replaceFirst("Fault$", "") : detail.xsiType();
        Map<String, String> details = new HashMap<>();
        detail.children().forEach(c -> details.putIfAbsent(c.name(), c.text()));
        return Faults.of(type, fault.textOf("faultstring"), details);
    }
}
