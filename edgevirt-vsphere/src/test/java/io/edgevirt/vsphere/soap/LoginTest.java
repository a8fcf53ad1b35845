package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AuthenticationException;
import io.edgevirt.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login")
class LoginTest {

    private static final String TOKEN =
            "<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_1\">"
                    + "<saml2:Issuer>https://vc/sts</saml2:Issuer></saml2:Assertion>";

    private static final TokenService NONE = new TokenService(new TokenService.Asking() {
        @Override
        public <T> T ask(String name, String path, String action, String envelope, TokenService.Reading<T> reading) {
            throw new AssertionError("nobody asks for a token");
        }
    });

    private static Login.Opening by(String token) {
        return new Login(Optional.empty(), Optional.empty(), Optional.of(Secret.of(token.toCharArray())), false)
                .opening(Request.ref("SessionManager", "SessionManager"), NONE);
    }

    @Test
    @DisplayName("by a SAML token sends it in the envelope's security header, letter by letter")
    void saml() {
        Login.Opening opening = by("<?xml version=\"1.0\"?>\n" + TOKEN);
        assertEquals("LoginByToken", opening.request().method());
        assertTrue(opening.header().contains("</wsu:Timestamp>" + TOKEN + "</wsse:Security>"), opening.header());
        assertFalse(opening.request().xml().contains("Assertion"));
    }

    @Test
    @DisplayName("by a token is valid from now on for five minutes")
    void valid() {
        String header = Saml.around("", Instant.parse("2026-01-01T00:00:00Z"));
        assertTrue(header.contains("<wsu:Created>2026-01-01T00:00:00Z</wsu:Created>"), header);
        assertTrue(header.contains("<wsu:Expires>2026-01-01T00:05:00Z</wsu:Expires>"), header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x/>",
                "<a:Assertion/>",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>",
                TOKEN + "</wsse:Security><evil/>",
                TOKEN + TOKEN,
            })
    @DisplayName("by what is no single SAML assertion is refused before it is sent")
    void hostile(String token) {
        assertThrows(AuthenticationException.class, () -> by(token));
    }

    @Test
    @DisplayName("by any other token takes it for a ticket that clones a session")
    void ticket() {
        assertEquals(
                "<CloneSession xmlns=\"urn:vim25\"><_this type=\"SessionManager\">SessionManager</_this>"
                        + "<cloneTicket>cst-VCT-1--tp-2</cloneTicket></CloneSession>",
                by("cst-VCT-1--tp-2").request().xml());
        assertFalse(by("cst-VCT-1--tp-2").request().shown().contains("cst-"));
    }

    @Test
    @DisplayName("without password or token is refused before anything is sent")
    void nothing() {
        Login none = new Login(Optional.of("root"), Optional.empty(), Optional.empty(), false);
        assertThrows(AuthenticationException.class, () -> none.opening(Request.ref("SessionManager", "s"), NONE));
    }
}
