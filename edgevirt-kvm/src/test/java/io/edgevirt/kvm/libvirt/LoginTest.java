package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A driver that asks for a login")
@ExtendWith(HandlesFreed.class)
class LoginTest {

    private static final String PASSWORD = "päss€word";

    @TempDir
    Path folder;

    private String uri = "";

    @BeforeEach
    void driver() throws IOException {
        Path node = folder.resolve("node.xml");
        Files.writeString(node, "<node><auth><user password='" + PASSWORD + "'>bob</user></auth></node>");
        uri = "test://" + node;
    }

    private static Credentials bob(String password) {
        return (question, prompt) ->
                Optional.of((question == Credentials.Question.USER ? "bob" : password).toCharArray());
    }

    @Test
    @DisplayName("lets in who knows the password, in UTF-8")
    void right() {
        try (LibvirtConnection c = LibvirtConnection.open(uri, OpenOptions.DEFAULT.credentials(bob(PASSWORD)))) {
            assertTrue(c.alive());
        }
    }

    @Test
    @DisplayName("asks for the user and for the password, and the answers are wiped")
    void wiped() {
        List<char[]> answers = new ArrayList<>();
        Credentials remembering = (question, prompt) -> {
            Optional<char[]> answer = bob(PASSWORD).answer(question, prompt);
            answers.add(answer.orElseThrow());
            return answer;
        };
        LibvirtConnection.open(uri, OpenOptions.DEFAULT.credentials(remembering))
                .close();

        assertEquals(2, answers.size());
        for (char[] answer : answers) {
            assertEquals("\0".repeat(answer.length), new String(answer));
        }
    }

    @Test
    @DisplayName("refuses another password, and the error does not show it")
    void wrong() {
        OpenOptions options = OpenOptions.DEFAULT.credentials(bob("geheim"));

        LibvirtError e = assertThrows(LibvirtError.class, () -> LibvirtConnection.open(uri, options));

        assertEquals(LibvirtError.AUTH_FAILED, e.code());
        assertFalse(e.toString().contains("geheim"));
    }

    @Test
    @DisplayName("refuses who gives up, and whose credentials fail")
    void givenUp() {
        Credentials none = (question, prompt) -> Optional.empty();
        Credentials failing = (question, prompt) -> {
            throw new IllegalStateException("on purpose");
        };
        for (Credentials credentials : List.of(none, failing)) {
            OpenOptions options = OpenOptions.DEFAULT.credentials(credentials);
            LibvirtError e = assertThrows(LibvirtError.class, () -> LibvirtConnection.open(uri, options));
            assertEquals(LibvirtError.AUTH_FAILED, e.code());
        }
    }

    @Test
    @DisplayName("lets libvirt-java's connection in with the same credentials")
    void libvirtJava() throws org.libvirt.LibvirtException {
        try (Unwrapped u = new Unwrapped(uri, OpenOptions.DEFAULT.credentials(bob(PASSWORD)))) {
            assertTrue(u.connect().isAlive());
        }
    }
}
