package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AuthenticationException;
import io.edgevirt.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token service")
class TokenReplyTest {

    private static final String OPEN = "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><S:Body>"
            + "<wst:RequestSecurityTokenResponseCollection xmlns:wst=\"" + TokenRequest.TRUST
            + "\"><wst:RequestSecurityTokenResponse><wst:RequestedSecurityToken>";
    private static final String CLOSE = "</wst:RequestedSecurityToken></wst:RequestSecurityTokenResponse>"
            + "</wst:RequestSecurityTokenResponseCollection></S:Body></S:Envelope>";

    private static String read(String token) throws XMLStreamException {
        return TokenReply.token(new ByteArrayInputStream((OPEN + token + CLOSE).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("is told user and password escaped, and asked for a bearer token of SAML 2.0")
    void request() {
        String envelope = TokenRequest.envelope(
                "a<b>&@vsphere.local",
                Secret.of("p</wsse:Password>&\r".toCharArray()),
                Instant.parse("2026-01-01T00:00:00.5Z"));
        assertTrue(
                envelope.contains("<wsse:UsernameToken><wsse:Username>a&lt;b&gt;&amp;@vsphere.local</wsse:Username>"
                        + "<wsse:Password>p&lt;/wsse:Password&gt;&amp;&#xD;</wsse:Password></wsse:UsernameToken>"
                        + "</wsse:Security></soapenv:Header>"),
                envelope);
        assertTrue(
                envelope.contains("<wst:TokenType>urn:oasis:names:tc:SAML:2.0:assertion</wst:TokenType>"
                        + "<wst:RequestType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue</wst:RequestType>"
                        + "<wst:Lifetime><wsu:Created>2026-01-01T00:00:00.500Z</wsu:Created>"
                        + "<wsu:Expires>2026-01-01T00:05:00.500Z</wsu:Expires></wst:Lifetime>"
                        + "<wst:Renewing Allow=\"false\" OK=\"false\"/><wst:Delegatable>false</wst:Delegatable>"
                        + "<wst:KeyType>http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer</wst:KeyType>"),
                envelope);
    }

    @Test
    @DisplayName("is told no password that XML cannot carry, and no message repeats it")
    void illegal() {
        AuthenticationException e = assertThrows(
                AuthenticationException.class,
                () -> TokenRequest.envelope("a", Secret.of("se\0cret".toCharArray()), Instant.EPOCH));
        assertFalse(e.toString().contains("cret"), e.toString());
    }

    @Test
    @DisplayName("gives a token whose signed parts stay letter by letter, with the namespaces it found around itself")
    void copied() throws XMLStreamException {
        String inner = " ID=\"_1\"><ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">aGk=&#xD;\nYQ=="
                + "</ds:Signature><saml2:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"xs:string\">A &amp; B &lt;\u00e4\ud83d\ude00</saml2:AttributeValue>"
                + "<e xmlns=\"urn:x\"></e></saml2:Assertion>";
        String token = read("<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"" + inner);
        assertEquals(
                "<saml2:Assertion xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:wst=\"" + TokenRequest.TRUST
                        + "\" xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"" + inner,
                token);
        assertEquals(token, Saml.assertion(token));
    }

    @Test
    @DisplayName("that answers with something else than an assertion opens nothing")
    void other() throws XMLStreamException {
        String token = read("<x>1</x>");
        assertThrows(AuthenticationException.class, () -> Saml.assertion(token));
    }

    @Test
    @DisplayName("cannot make entities or files part of a token")
    void hostile() {
        String dtd = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
        assertThrows(
                XMLStreamException.class,
                () -> TokenReply.token(new ByteArrayInputStream(
                        (dtd + OPEN + "<x>&a;</x>" + CLOSE).getBytes(StandardCharsets.UTF_8))));
    }
}
