package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.edgevirt.Event;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.VMState;
import io.edgevirt.kvm.xml.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of a machine that runs,")
class DisplayAndEventsTest {

    @Nested
    @DisplayName("the display")
    class Displays {

        private Optional<RemoteDisplay> display(String graphics) {
            return display(graphics, "edge-host");
        }

        private Optional<RemoteDisplay> display(String graphics, String host) {
            return DisplayReader.read("<domain><devices>" + graphics + "</devices></domain>", host);
        }

        private String uri(String address, String host) {
            return display(
                            "<graphics type='vnc' port='5901'><listen type='address' address='" + address
                                    + "'/></graphics>",
                            host)
                    .orElseThrow()
                    .uri()
                    .toString();
        }

        @Test
        @DisplayName("is where VNC listens")
        void vnc() {
            RemoteDisplay read = DisplayReader.read(Samples.text("domain-running.xml"), "edge-host")
                    .orElseThrow();

            assertEquals(RemoteDisplay.Kind.VNC, read.kind());
            assertEquals("vnc://127.0.0.1:5900", read.uri().toString());
            assertEquals(Optional.empty(), read.ticket());
        }

        @Test
        @DisplayName("is at the host's address where it listens on all, of IPv6 too")
        void all() {
            assertEquals("vnc://edge-host:5901", uri("0.0.0.0", "edge-host"));
            assertEquals("vnc://edge-host:5901", uri("::", "edge-host"));
        }

        @Test
        @DisplayName("is in brackets at an IPv6 address, be it the display's own or the host's")
        void brackets() {
            assertEquals("vnc://[fd00::1]:5901", uri("fd00::1", "edge-host"));
            assertEquals("vnc://[fd00::1]:5901", uri("0.0.0.0", "fd00::1"));
        }

        @Test
        @DisplayName("has a password that is not printed, and the time until it holds")
        void password() {
            RemoteDisplay read = display("<graphics type='spice' port='5902' listen='127.0.0.1' passwd='s3cret!'"
                            + " passwdValidTo='2026-11-22T21:35:43'/>")
                    .orElseThrow();

            assertEquals(RemoteDisplay.Kind.SPICE, read.kind());
            assertEquals("***", read.ticket().orElseThrow().toString());
            assertFalse(read.toString().contains("s3cret!"));
            assertEquals(Optional.of(Instant.parse("2026-11-22T21:35:43Z")), read.expires());
        }

        @Test
        @DisplayName("is none without a port, or of another kind, or where the address is none")
        void none() {
            for (String graphics : List.of(
                    "",
                    "<graphics type='vnc' port='-1' autoport='yes'/>",
                    "<graphics type='vnc'/>",
                    "<graphics type='sdl' port='5900'/>",
                    "<graphics type='vnc' port='5900' listen='a b'/>",
                    "<graphics type='vnc' port='5900' listen=':::::'/>",
                    "<graphics type='vnc' port='70000' listen='127.0.0.1'/>")) {
                assertEquals(Optional.empty(), display(graphics), graphics);
            }
        }
    }

    @Nested
    @DisplayName("an event")
    class Events {

        private Event event(int event, int detail) {
            return EventReader.read("id", "name", event, detail, Instant.EPOCH);
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0, CREATED, , defined/added",
            "0, 1, CHANGED, , defined/updated",
            "0, 2, CHANGED, , defined/renamed",
            "0, 3, SNAPSHOT, , defined/from-snapshot",
            "1, 0, REMOVED, , undefined/removed",
            "1, 1, CHANGED, , undefined/renamed",
            "2, 0, STATE, RUNNING, started/booted",
            "2, 1, STATE, RUNNING, started/migrated",
            "3, 0, STATE, PAUSED, suspended/paused",
            "3, 2, STATE, PAUSED, suspended/ioerror",
            "4, 0, STATE, RUNNING, resumed/unpaused",
            "5, 0, STATE, OFF, stopped/shutdown",
            "5, 1, STATE, OFF, stopped/destroyed",
            "5, 4, STATE, , stopped/saved",
            "6, 1, STATE, RUNNING, shutdown/guest",
            "7, 0, STATE, PAUSED, pmsuspended/memory",
            "8, 0, STATE, CRASHED, crashed/panicked",
            "-1, 0, REBOOTED, RUNNING, reboot",
            "99, 3, STATE, , event 99",
            "2, 99, STATE, RUNNING, started",
            "2, -1, STATE, RUNNING, started"
        })
        @DisplayName("is by libvirt's number and detail")
        void numbers(int number, int detail, Event.Kind kind, VMState state, String words) {
            assertEquals(
                    new Event(kind, "id", Optional.of("name"), Optional.ofNullable(state), Instant.EPOCH, words),
                    event(number, detail));
        }
    }

    @Nested
    @DisplayName("a picture")
    class Pictures {

        private byte[] pixmap(String head, int bytes) {
            byte[] start = head.getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(start, start.length + bytes);
            for (int i = start.length; i < all.length; i++) {
                all[i] = (byte) (i * 7);
            }
            return all;
        }

        @Test
        @DisplayName("that is a pixmap becomes a PNG with the same pixels")
        void pixels() throws Exception {
            byte[] pixmap = pixmap("P6\n3 2\n255\n", 18);
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(Picture.png(pixmap).orElseThrow()));

            assertEquals(3, image.getWidth());
            assertEquals(2, image.getHeight());
            int from = pixmap.length - 18;
            for (int i = 0; i < 6; i++) {
                int rgb = (pixmap[from + i * 3] & 0xff) << 16
                        | (pixmap[from + i * 3 + 1] & 0xff) << 8
                        | (pixmap[from + i * 3 + 2] & 0xff);
                assertEquals(rgb, image.getRGB(i % 3, i / 3) & 0xffffff);
            }
        }

        @Test
        @DisplayName("that is a PNG stays as it is")
        void png() {
            byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

            assertArrayEquals(png, Picture.png(png).orElseThrow());
        }

        @Test
        @DisplayName("that is neither, or has other bytes than its head says, is none")
        void none() {
            for (String head : List.of(
                    "",
                    "P6",
                    "P6\n",
                    "P5\n3 2\n255\n",
                    "P6\n3 2\n65535\n",
                    "P6\n0 2\n255\n",
                    "P6\n-3 2\n255\n",
                    "P6\n4 2\n255\n",
                    "P6\n99999 99999\n255\n",
                    "P6\n3 x\n255\n",
                    "GIF89a")) {
                assertEquals(Optional.empty(), Picture.png(pixmap(head, 18)).map(b -> b.length), head);
            }
        }
    }
}
