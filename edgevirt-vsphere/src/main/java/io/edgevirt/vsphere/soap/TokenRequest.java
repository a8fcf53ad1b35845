package io.edgevirt.vsphere.soap;

import io.edgevirt.AuthenticationException;
import io.edgevirt.Failure;
import io.edgevirt.Secret;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes what asks a token service for a bearer token, after WS-Trust 1.4. */
final class TokenRequest {

    static final String TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";

    /** What the request's SOAPAction says. */
    static final String ACTION = TRUST + "/RST/Issue";

    private static final String SIGNATURE = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /** A session outlives the token that opened it, so that this one serves for a login and no longer. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private TokenRequest() {}

    /** The whole envelope: secret. */
    static String envelope(String user, Secret password, Instant now) {
        return Envelope.around(Saml.around(proof(user, password), now), body(now));
    }

    private static String proof(String user, Secret password) {
        char[] clear = password.reveal();
        try {
            String word = new String(clear);
            if (!RequestText.carries(user) || !RequestText.carries(word)) {
                throw new AuthenticationException(
                        Failure.of("the user's name or password holds characters that XML cannot carry")
                                .backend(Faults.BACKEND)
                                .hint("check what the password was read from"));
            }
            return written(out -> {
                out.writeStartElement("wsse", "UsernameToken", Saml.SECURITY);
                element(out, "wsse", Saml.SECURITY, "Username", user);
                element(out, "wsse", Saml.SECURITY, "Password", word);
                out.writeEndElement();
            });
        } finally {
            Arrays.fill(clear, '\0');
        }
    }

    private static String body(Instant now) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return written(out -> {
            out.writeStartElement("wst", "RequestSecurityToken", TRUST);
            out.writeNamespace("wst", TRUST);
            out.writeNamespace("wsu", Saml.UTILITY);
            element(out, "wst", TRUST, "TokenType", Saml.ASSERTION);
            element(out, "wst", TRUST, "RequestType", TRUST + "/Issue");
            out.writeStartElement("wst", "Lifetime", TRUST);
            element(out, "wsu", Saml.UTILITY, "Created", created.toString());
            element(out, "wsu", Saml.UTILITY, "Expires", created.plus(LIFETIME).toString());
            out.writeEndElement();
            out.writeEmptyElement("wst", "Renewing", TRUST);
            out.writeAttribute("Allow", "false");
            out.writeAttribute("OK", "false");
            element(out, "wst", TRUST, "Delegatable", "false");
            element(out, "wst", TRUST, "KeyType", TRUST + "/Bearer");
            element(out, "wst", TRUST, "SignatureAlgorithm", SIGNATURE);
            out.writeEndElement();
        });
    }

    private static void element(XMLStreamWriter out, String prefix, String namespace, String name, String text)
            throws XMLStreamException {
        out.writeStartElement(prefix, name, namespace);
        NativeXml.characters(out, text);
        out.writeEndElement();
    }

    /** Writes a part of the envelope. */
    @FunctionalInterface
    interface Part {
        void to(XMLStreamWriter out) throws XMLStreamException;
    }

    static String written(Part part) {
        StringWriter text = new StringWriter(1024);
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            part.to(out);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a request could not be written", e);
        }
        return text.toString();
    }
}
