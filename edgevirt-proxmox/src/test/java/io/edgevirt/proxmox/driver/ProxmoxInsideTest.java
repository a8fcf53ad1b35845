package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VMStats;
import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.fake.console.Screen;
import io.edgevirt.proxmox.translate.GuestRequests;
import io.edgevirt.spi.SerialSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("inside a machine of Proxmox VE")
class ProxmoxInsideTest {

    private Rig rig = Rig.start();
    private ProxmoxInside inside = inside();

    private ProxmoxInside inside() {
        return new ProxmoxInside(rig.site, new ConsolePages("pve.example.com", 8006));
    }

    @AfterEach
    void close() {
        inside.close();
        rig.close();
    }

    @Nested
    @DisplayName("the agent")
    class Agent {

        @ParameterizedTest
        @EnumSource(Release.class)
        @DisplayName("runs programs and gives their output, on every release")
        void exec(Release release) {
            rig.close();
            rig = Rig.start(s -> s.version(release));
            inside = inside();
            rig.running("agent", "1");
            String process = inside.exec(Rig.VM, Optional.empty(), List.of("echo", "a b", "ü€"));

            assertEquals(
                    Optional.of(new ExecResult(0, "a b ü€\n", "", false)),
                    inside.ended(Rig.VM, Optional.empty(), process));
        }

        @Test
        @DisplayName("writes files byte by byte, and reads them so")
        void files() {
            rig.running("agent", "1");
            byte[] content = new byte[GuestRequests.LARGEST_WRITE];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) i;
            }
            inside.writeFile(Rig.VM, Optional.empty(), "/tmp/all", content);
            inside.writeFile(Rig.VM, Optional.empty(), "/tmp/none", new byte[0]);

            assertArrayEquals(content, inside.readFile(Rig.VM, Optional.empty(), "/tmp/all"));
            assertArrayEquals(new byte[0], inside.readFile(Rig.VM, Optional.empty(), "/tmp/none"));
        }

        @Test
        @DisplayName("is not given more than Proxmox VE writes, nor read of what it cuts off")
        void limits() {
            rig.running("agent", "1");
            rig.fake
                    .routes()
                    .on(
                            "GET /nodes/{node}/qemu/{vmid}/agent/file-read",
                            request -> Answer.of(Map.of("content", "x", "truncated", true)));

            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> inside.writeFile(
                            Rig.VM, Optional.empty(), "/tmp/a", new byte[GuestRequests.LARGEST_WRITE + 1]));
            assertThrows(UnsupportedFeatureException.class, () -> inside.readFile(Rig.VM, Optional.empty(), "/tmp/a"));
        }

        @Test
        @DisplayName("tells the guest's addresses; one that does not answer yet tells none")
        void addresses() {
            Vm vm = rig.running("agent", "1", "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0");
            List<GuestAddress> told = inside.addresses(Rig.VM, Optional.empty(), Optional.empty());
            vm.guest().installed(false);

            assertTrue(told.stream().anyMatch(a -> a.toString().equals("192.0.2.10 on eth0 (AGENT)")), told::toString);
            assertEquals(List.of(), inside.addresses(Rig.VM, Optional.empty(), Optional.empty()));
        }

        @Test
        @DisplayName("that does not run is told of at once, with a remedy")
        void silent() {
            Vm vm = rig.running("agent", "1");
            vm.guest().installed(false);
            InvalidStateException e = assertThrows(
                    InvalidStateException.class, () -> inside.exec(Rig.VM, Optional.empty(), List.of("ls")));

            assertTrue(e.hint().orElse("").contains("agent"), e::toString);
        }

        @Test
        @DisplayName("is the only one to know addresses")
        void onlySource() {
            rig.running();

            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> inside.addresses(Rig.VM, Optional.empty(), Optional.of(GuestAddress.Source.ARP)));
        }
    }

    @Nested
    @DisplayName("the screen")
    class Screens {

        @Test
        @DisplayName("is taken a picture of, pixel by pixel")
        void picture() throws IOException {
            rig.running();
            var image = ImageIO.read(new ByteArrayInputStream(inside.screenshot(Rig.VM)));

            assertEquals(64, image.getWidth());
            assertEquals(48, image.getHeight());
            assertEquals(0xff0a1420 & 0xffffff00 | 0x1e, image.getRGB(10, 20));
        }

        @Test
        @DisplayName("may tell of its size late")
        void grows() throws IOException {
            rig.running();
            rig.fake.consoles().screen(new Screen(32, 16, (x, y) -> 0xffffff, true));

            assertEquals(
                    32,
                    ImageIO.read(new ByteArrayInputStream(inside.screenshot(Rig.VM)))
                            .getWidth());
        }

        @Test
        @DisplayName("of a machine that is off is none")
        void off() {
            rig.machine();

            assertThrows(InvalidStateException.class, () -> inside.screenshot(Rig.VM));
            assertThrows(InvalidStateException.class, () -> inside.display(Rig.VM));
        }

        @Test
        @DisplayName("is shown by a WebSocket and a ticket that is not in its address")
        void display() {
            rig.running();
            RemoteDisplay display = inside.display(Rig.VM);

            assertEquals(RemoteDisplay.Kind.VNC_WEBSOCKET, display.kind());
            assertTrue(
                    display.uri()
                            .toString()
                            .startsWith(
                                    "wss://pve.example.com:8006/api2/json/nodes/pve1/qemu/100/vncwebsocket?port=59"),
                    display::toString);
            assertFalse(display.toString().contains("PVEVNC"), display::toString);
            assertTrue(display.expires().isPresent());
        }
    }

    @Nested
    @DisplayName("the serial port")
    class Serial {

        private void wait(SerialSession session, String marker) throws InterruptedException {
            CountDownLatch found = new CountDownLatch(1);
            Runnable stop = session.text().listen(() -> {
                if (session.text().since(0).contains(marker)) {
                    found.countDown();
                }
            });
            if (session.text().since(0).contains(marker)) {
                found.countDown();
            }
            assertTrue(
                    found.await(20, TimeUnit.SECONDS),
                    () -> "seen: " + session.text().since(0));
            stop.run();
        }

        @Test
        @DisplayName("gives what the guest writes, and takes what is typed")
        void both() throws InterruptedException {
            rig.running("serial0", "socket");
            rig.fake.consoles().guest(100).banner("edge-01 login: ");
            SerialSession session = inside.serial(Rig.VM);
            wait(session, "login: ");
            session.write("root\n".getBytes(StandardCharsets.US_ASCII));
            wait(session, "login: root\n");

            assertEquals("edge-01 login: root\n", session.text().since(0));
        }

        @Test
        @DisplayName("is opened again when its connection ends and the machine runs on")
        void again() throws Exception {
            rig.running("serial0", "socket");
            rig.fake.consoles().guest(100).banner("first ");
            SerialSession session = inside.serial(Rig.VM);
            wait(session, "first ");
            rig.fake.consoles().guest(100).banner("second ");
            rig.fake.consoles().guest(100).hangUp();
            wait(session, "first second ");

            assertFalse(session.text().ended());
        }

        @Test
        @DisplayName("ends with the machine")
        void ends() throws Exception {
            Vm vm = rig.running("serial0", "socket");
            rig.fake.consoles().guest(100).banner("last words");
            SerialSession session = inside.serial(Rig.VM);
            wait(session, "last words");
            CountDownLatch over = new CountDownLatch(1);
            session.text().listen(() -> {
                if (session.text().ended()) {
                    over.countDown();
                }
            });
            rig.fake.world().change(() -> vm.qmpStatus("stopped"));
            rig.fake.consoles().guest(100).hangUp();

            assertTrue(over.await(20, TimeUnit.SECONDS));
        }

        @Test
        @DisplayName("that the machine lacks is named, with what to do")
        void lacking() {
            rig.running();
            UnsupportedFeatureException e =
                    assertThrows(UnsupportedFeatureException.class, () -> inside.serial(Rig.VM));

            assertTrue(e.hint().orElse("").contains("serial0"), e::toString);
        }

        @Test
        @DisplayName("of a machine that is off gives an ended text")
        void off() {
            rig.machine("serial0", "socket");

            assertTrue(inside.serial(Rig.VM).text().ended());
        }
    }

    @Nested
    @DisplayName("figures")
    class Figures {

        @Test
        @DisplayName("are those of a running machine")
        void running() {
            rig.running();
            VMStats stats = inside.stats(Rig.VM);

            assertTrue(stats.cpuLoad().isPresent(), stats::toString);
            assertTrue(stats.networkReceived().isPresent(), stats::toString);
            assertEquals(Optional.empty(), stats.cpuTime());
        }

        @Test
        @DisplayName("are unknown while it is off, and not zero")
        void off() {
            rig.machine();
            VMStats stats = inside.stats(Rig.VM);

            assertEquals(Optional.empty(), stats.cpuLoad());
            assertEquals(Optional.empty(), stats.diskRead());
        }
    }

    @Test
    @DisplayName("a screen that refuses is told of as it is")
    void refused() {
        rig.running();
        rig.fake
                .routes()
                .on(
                        "POST /nodes/{node}/qemu/{vmid}/vncproxy",
                        request -> Answer.of(Map.of("port", "5900", "ticket", "PVEVNC:none", "password", "x")));

        assertThrows(OperationFailedException.class, () -> inside.screenshot(Rig.VM));
    }
}
