package io.edgevirt.vsphere.soap;

import io.edgevirt.AuthenticationException;
import io.edgevirt.Failure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The header of WS-Security that carries a SAML token, as {@code LoginByToken} and the token service want it. */
final class Saml {

    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static final long MOST_BYTES = 1 << 20;
    private static final Duration VALID = Duration.ofMinutes(5);

    private Saml() {}

    /** Around a token, which is signed and therefore goes through letter by letter. */
    static String header(String token) {
        return around(assertion(token), Clock.systemUTC().instant());
    }

    /** The envelope's security header, valid from now on for a few minutes, around what proves who asks. */
    static String around(String proof, Instant now) {
        Instant created = now.truncatedTo(ChronoUnit.MILLIS);
        return "<wsse:Security xmlns:wsse=\"" + SECURITY + "\" xmlns:wsu=\"" + UTILITY
                + "\"><wsu:Timestamp><wsu:Created>"
                + created + "</wsu:Created><wsu:Expires>" + created.plus(VALID) + "</wsu:Expires></wsu:Timestamp>"
                + proof
                + "</wsse:Security>";
    }

    /** The token without an XML declaration, if it is one whole assertion of SAML 2.0, so that it can open nothing else. */
    static String assertion(String token) {
        String text = token.strip();
        if (text.startsWith("<?xml")) {
            text = text.substring(text.indexOf("?>") + 2).strip();
        }
        if (!text.startsWith("<") || !whole(text)) {
            throw new AuthenticationException(Failure.of("the token is no SAML 2.0 assertion")
                    .backend(Faults.BACKEND)
                    .hint("give the token as the single sign-on service issued it, from <…:Assertion to its end"));
        }
        return text;
    }

    private static boolean whole(String text) {
        try {
            XMLStreamReader in =
                    Bounded.reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MOST_BYTES);
            in.nextTag();
            boolean saml = in.getLocalName().equals("Assertion") && ASSERTION.equals(in.getNamespaceURI());
            while (in.hasNext()) {
                in.next();
            }
            return saml;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
