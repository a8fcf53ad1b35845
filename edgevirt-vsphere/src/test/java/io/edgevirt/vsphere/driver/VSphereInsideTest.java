package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Inside a machine of vSphere")
class VSphereInsideTest {

    private static final Ref VM = new Ref(Ref.Kind.VM, "vm-42", "");
    private static final Optional<GuestLogin> LOGIN = login(GuestServer.PASSWORD);
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\npixels".getBytes(StandardCharsets.ISO_8859_1);

    private GuestServer server;
    private VSphereDriver driver;
    private InsideRole inside;

    private static Optional<GuestLogin> login(String password) {
        return Optional.of(new GuestLogin("root", Secret.of(password.toCharArray())));
    }

    @BeforeEach
    void connect() throws Exception {
        server = new GuestServer();
        driver = VSphereDriver.connect(
                new Endpoint(
                        "vsphere://127.0.0.1:" + server.port(),
                        "vsphere",
                        Optional.empty(),
                        Optional.of("127.0.0.1"),
                        OptionalInt.of(server.port()),
                        "",
                        Map.of()),
                new Settings.Builder()
                        .username("administrator@vsphere.local")
                        .password(Secret.of("secret".toCharArray()))
                        .trust(Trust.pinnedSha256(server.fingerprint()))
                        .build(),
                new Wire() {
                    @Override
                    public <T> T call(String request, Callable<T> send) throws Exception {
                        return send.call();
                    }
                });
        inside = driver.inside().orElseThrow();
        server.forget();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        server.close();
    }

    private ExecResult run(String... command) throws InterruptedException {
        String process = inside.exec(VM, LOGIN, List.of(command));
        Optional<ExecResult> result = Optional.empty();
        while (result.isEmpty()) {
            Thread.sleep(10);
            result = inside.ended(VM, LOGIN, process);
        }
        return result.get();
    }

    @Nested
    @DisplayName("a program")
    class Program {

        @Test
        @DisplayName("gets its arguments as they are; its output and exit code come back")
        void output() throws Exception {
            ExecResult result =
                    run("sh", "-c", "printf '%s|' \"$@\"; echo wrong >&2; exit 7", "x", "it's", "$HOME & <b>");

            assertEquals(new ExecResult(7, "it's|$HOME & <b>|", "wrong\n", false), result);
        }

        @Test
        @DisplayName("leaves no file behind in the guest")
        void nothingLeft() throws Exception {
            run("true");

            assertEquals(List.of(), server.files());
        }

        @Test
        @DisplayName("that a signal ended has 128 and its number")
        void signal() throws Exception {
            assertEquals(128 + 15, run("sh", "-c", "kill -15 $$").exitCode());
        }

        @Test
        @DisplayName("that does not exist ends with 127 and the reason")
        void none() throws Exception {
            ExecResult result = run("/no/such/program");

            assertEquals(127, result.exitCode());
            assertTrue(result.error().contains("/no/such/program"), result::toString);
        }

        @Test
        @DisplayName("whose output is too long is cut short, and says so")
        void tooLong() throws Exception {
            ExecResult result = run("head", "-c", String.valueOf(GuestTools.LARGEST + 1), "/dev/zero");

            assertTrue(result.truncated());
            assertEquals(GuestTools.LARGEST, result.output().length());
        }

        @Test
        @DisplayName("is not known any more after its end was told")
        void gone() throws Exception {
            assertThrows(NotFoundException.class, () -> inside.ended(VM, LOGIN, "nonsense"));
            assertThrows(
                    OperationFailedException.class,
                    () -> inside.ended(VM, LOGIN, new GuestProcess(1, "/tmp/a", "/tmp/b").text()));
        }

        @Test
        @DisplayName("that cannot be given its arguments is refused before anything is asked of the guest")
        void refused() throws Exception {
            assertThrows(InvalidSpecException.class, () -> inside.exec(VM, LOGIN, List.of("a", "b\0")));
            assertFalse(server.methods().contains("StartProgramInGuest"));
            assertEquals(List.of(), server.files());
        }

        @Test
        @DisplayName("needs a login of the guest's own, and the right one; the password is in no message")
        void login() throws Exception {
            assertThrows(AuthenticationException.class, () -> inside.exec(VM, Optional.empty(), List.of("true")));
            EdgeVirtException wrong = assertThrows(
                    AuthenticationException.class,
                    () -> inside.exec(VM, VSphereInsideTest.login("sesame"), List.of("a")));
            assertFalse((wrong + " " + wrong.hint()).contains("sesame"));
            assertEquals(List.of(), server.files());
        }

        @Test
        @DisplayName("needs tools that run")
        void tools() {
            server.toolsAre("guestToolsNotRunning");

            assertThrows(InvalidStateException.class, () -> inside.exec(VM, LOGIN, List.of("true")));
            assertFalse(server.methods().contains("CreateTemporaryFileInGuest"));
        }
    }

    @Nested
    @DisplayName("a file")
    class File {

        @Test
        @DisplayName("is written and read byte by byte, whatever its name")
        void file() throws Exception {
            String path = server.folder().resolve("it's & \"1\" 50%.bin").toString();
            byte[] content = new byte[100_000];
            new java.util.Random(1).nextBytes(content);
            inside.writeFile(VM, LOGIN, path, content);

            assertArrayEquals(content, Files.readAllBytes(java.nio.file.Path.of(path)));
            assertArrayEquals(content, inside.readFile(VM, LOGIN, path));
        }

        @Test
        @DisplayName("that is too large is refused rather than cut")
        void tooLarge() throws Exception {
            String path = server.folder().resolve("large").toString();
            Files.write(java.nio.file.Path.of(path), new byte[GuestTools.LARGEST + 1]);

            assertThrows(UnsupportedFeatureException.class, () -> inside.readFile(VM, LOGIN, path));
        }
    }

    @Nested
    @DisplayName("the screen")
    class Screen {

        @Test
        @DisplayName("is reached by a ticket")
        void display() {
            RemoteDisplay display = inside.display(VM);

            assertEquals(URI.create("wss://esx.example.com:443/ticket/"), display.uri());
            assertEquals("1a2b3c", String.valueOf(display.ticket().orElseThrow().reveal()));
        }

        @Test
        @DisplayName("is a picture, or an error where the server gives none")
        void picture() {
            server.screenIs(PNG);

            assertArrayEquals(PNG, inside.screenshot(VM));
            assertTrue(server.methods().contains("screen vm-42"));
            server.screenIs("<html>".getBytes(StandardCharsets.US_ASCII));
            assertThrows(OperationFailedException.class, () -> inside.screenshot(VM));
        }
    }

    @Test
    @DisplayName("the managers of guests are asked for once per connection")
    void managers() throws Exception {
        run("true");
        run("true");

        long reads = Collections.frequency(server.methods(), "RetrievePropertiesEx");
        assertEquals(3, reads, "one for the managers and one for each program");
    }

    @Test
    @DisplayName("the serial port and addresses of others than the tools are refused with a reason")
    void unsupported() {
        EdgeVirtException serial = assertThrows(UnsupportedFeatureException.class, () -> inside.serial(VM));

        assertTrue(serial.hint().isPresent());
        for (GuestAddress.Source source : Set.of(GuestAddress.Source.ARP, GuestAddress.Source.LEASE)) {
            assertThrows(UnsupportedFeatureException.class, () -> inside.addresses(VM, LOGIN, Optional.of(source)));
        }
        assertEquals(List.of(), inside.addresses(VM, LOGIN, Optional.of(GuestAddress.Source.AGENT)));
    }
}
