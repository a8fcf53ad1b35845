package io.edgevirt.vsphere.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.Buffer;

/** As much of SOAP as a relay needs to know. */
final class SoapText {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final XMLInputFactory XML = factory();

    private SoapText() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The name of the first element in the body, which is the method's; empty for what is no SOAP. */
    static Optional<String> method(byte[] request) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(request));
            boolean inBody = false;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    if (inBody) {
                        return Optional.of(reader.getLocalName());
                    }
                    inBody = "Body".equals(reader.getLocalName()) && ENVELOPE.equals(reader.getNamespaceURI());
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    static String body(MockResponse reply) throws IOException {
        MockResponseBody body = reply.getBody();
        Buffer text = new Buffer();
        if (body != null) {
            body.writeTo(text);
        }
        return text.readUtf8();
    }

    /** NotAuthenticated is a NoPermission, with that one's fields (vim25's schema, core-types.xsd). */
    static MockResponse notAuthenticated() {
        return fault(
                "NotAuthenticated",
                "The session is not authenticated.",
                "<object type=\"Folder\">group-d1</object><privilegeId>System.View</privilegeId>");
    }

    /** What a server says of an object that it does not know, or no more (vim25's schema, core-types.xsd). */
    static MockResponse notFound(String type, String id) {
        return fault(
                "ManagedObjectNotFound",
                "The object '" + type + ":" + id + "' has already been deleted or has not been completely created",
                "<obj type=\"" + type + "\">" + id + "</obj>");
    }

    private static MockResponse fault(String type, String words, String fields) {
        String fault = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<soapenv:Envelope xmlns:soapenv=\"" + ENVELOPE + "\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault>"
                + "<faultcode>ServerFaultCode</faultcode><faultstring>" + words + "</faultstring>"
                + "<detail><" + type + "Fault xmlns=\"urn:vim25\" xsi:type=\"" + type + "\">" + fields
                + "</" + type + "Fault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>";
        return new MockResponse.Builder()
                .code(500)
                .setHeader("Content-Type", "text/xml; charset=utf-8")
                .body(fault)
                .build();
    }
}
