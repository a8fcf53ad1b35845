package io.edgevirt.proxmox.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.http.Argument;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.spi.SnapshotSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("requests about power, snapshots and what is inside machines")
class InsideRequestsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Version version(Release release) {
        return Version.parse(release.version()).orElseThrow();
    }

    private static SnapshotSpec snapshot(String name, String description) {
        return new SnapshotSpec(UUID.randomUUID(), name, Optional.of(description), false, false);
    }

    @Nested
    @DisplayName("about power")
    class Power {

        @Test
        @DisplayName("are taken by all three releases")
        void all() {
            Golden.fits(PowerRequests.current("pve1", "100"));
            Golden.fits(PowerRequests.start("pve1", "100", MINUTE));
            Golden.fits(PowerRequests.shutdown("pve1", "100", MINUTE));
            Golden.fits(PowerRequests.stop("pve1", "100", false));
            Golden.fits(PowerRequests.reboot("pve1", "100", MINUTE));
            Golden.fits(PowerRequests.reset("pve1", "100"));
            Golden.fits(PowerRequests.pause("pve1", "100"));
            Golden.fits(PowerRequests.save("pve1", "100"));
            Golden.fits(PowerRequests.save("pve1", "100", "local-lvm"));
            Golden.fits(PowerRequests.resume("pve1", "100"));
            Golden.fits(PowerRequests.dropSaved("pve1", "100"));
        }

        @Test
        @DisplayName("overrule a graceful shutdown where the release can")
        void overrule() {
            for (Release release : Release.values()) {
                boolean can = PowerRequests.overrules(version(release));

                assertEquals(
                        can,
                        Golden.objections(release, PowerRequests.stop("pve1", "100", true))
                                .isEmpty());
            }
        }

        @Test
        @DisplayName("give the guest no less time than the caller has, in whole seconds")
        void roundedUp() {
            assertEquals(
                    Optional.of("3"),
                    PowerRequests.shutdown("pve1", "100", Duration.ofMillis(2_001))
                            .argument("timeout"));
            assertEquals(
                    Optional.of("1"),
                    PowerRequests.shutdown("pve1", "100", Duration.ofNanos(1)).argument("timeout"));
        }

        @Test
        @DisplayName("never let Proxmox VE pull the plug of a graceful shutdown")
        void noForce() {
            assertTrue(PowerRequests.shutdown("pve1", "100", MINUTE)
                    .argument("forceStop")
                    .isEmpty());
        }
    }

    @Nested
    @DisplayName("about snapshots")
    class Snapshots {

        @Test
        @DisplayName("are taken by all three releases")
        void all() {
            Golden.fits(SnapshotRequests.list("pve1", "100"));
            Golden.fits(SnapshotRequests.feature("pve1", "100"));
            Golden.fits(SnapshotRequests.take("pve1", "100", snapshot("before-upgrade", "two\nlines")));
            Golden.fits(SnapshotRequests.rollback("pve1", "100", "before-upgrade"));
            Golden.fits(SnapshotRequests.delete("pve1", "100", "before-upgrade"));
        }

        @Test
        @DisplayName("refuse by name what Proxmox VE uses itself, and what it does not keep")
        void refused() {
            assertEquals(
                    "name",
                    SnapshotRequests.violations(snapshot("current", "")).get(0).field());
            assertEquals(
                    "name",
                    SnapshotRequests.violations(snapshot("x", "")).get(0).field());
            assertEquals(
                    "description",
                    SnapshotRequests.violations(snapshot("fine", "ends \n"))
                            .get(0)
                            .field());
        }
    }

    @Property(tries = 100)
    @Label("a snapshot's name is refused, or all three releases take it")
    void names(@ForAll @StringLength(max = 50) String name) {
        if (SnapshotRequests.violations(snapshot(name, "")).isEmpty()) {
            Golden.fits(SnapshotRequests.take("pve1", "100", snapshot(name, "")));
        }
    }

    @Property(tries = 100)
    @Label("a snapshot's name that the releases do not take is refused")
    void likelyNames(
            @ForAll @StringLength(max = 45) @CharRange(from = 'a', to = 'c') @CharRange(from = '-', to = '2')
                    String name) {
        Call call = SnapshotRequests.take("pve1", "100", snapshot(name, ""));
        boolean taken = Golden.objections(Release.PVE_9_1, call).isEmpty();

        assertEquals(taken, SnapshotRequests.violations(snapshot(name, "")).isEmpty(), name);
    }

    @Nested
    @DisplayName("to a guest")
    class Guest {

        private final GuestRequests guest = new GuestRequests("pve1", "100");

        @Test
        @DisplayName("are taken by all three releases")
        void all() {
            Golden.fits(guest.order("ping"));
            Golden.fits(guest.order("fstrim"));
            Golden.fits(guest.order("fsfreeze-freeze"));
            Golden.fits(guest.order("fsfreeze-thaw"));
            Golden.fits(guest.order("fsfreeze-status"));
            Golden.fits(guest.ask("network-get-interfaces"));
            Golden.fits(guest.ask("get-osinfo"));
            Golden.fits(guest.ended("1200"));
            Golden.fits(guest.read("/etc/hostname"));
            Golden.fits(guest.write("/tmp/a", new byte[GuestRequests.LARGEST_WRITE]));
            Golden.fits(guest.write("/tmp/a", new byte[0]));
        }

        @Test
        @DisplayName("run a program whose words each release takes in its own way")
        void exec() {
            for (Release release : Release.values()) {
                Golden.fits(release, guest.exec(version(release), List.of("/bin/my program", "a b", "ü")));
            }
            List<String> nine = guest.exec(version(Release.PVE_9_1), List.of("ls", "-l")).arguments().stream()
                    .map(Argument::value)
                    .toList();

            assertEquals(List.of("ls", "-l"), nine);
        }

        @Test
        @DisplayName("refuse words that Proxmox VE loses")
        void lost() {
            Version nine = version(Release.PVE_9_1);

            assertThrows(InvalidSpecException.class, () -> guest.exec(nine, List.of("ls", "")));
            assertThrows(InvalidSpecException.class, () -> guest.exec(nine, List.of("l\0s")));
            assertThrows(
                    InvalidSpecException.class, () -> guest.exec(version(Release.PVE_7_4), List.of("/bin/my program")));
        }

        @Test
        @DisplayName("write bytes as base64 that is not encoded again")
        void bytes() {
            Call write = guest.write("/tmp/a", "ü".getBytes(StandardCharsets.UTF_8));

            assertEquals(Optional.of("w7w="), write.argument("content"));
            assertEquals(Optional.of("0"), write.argument("encode"));
        }
    }

    @Nested
    @DisplayName("to a console")
    class Console {

        @Test
        @DisplayName("are taken by all three releases")
        void all() {
            Golden.fits(ConsoleRequests.vnc("pve1", "100"));
            Golden.fits(ConsoleRequests.vncByTicket("pve1", "100"));
            Golden.fits(ConsoleRequests.terminal("pve1", "100", "serial0"));
            Golden.fits(ConsoleRequests.socket("pve1", "100", 5900, "PVEVNC:65A1B2C3::abc/+=="));
            Golden.fits(ConsoleRequests.spice("pve1", "100", "pve.example.com"));
            Golden.fits(ConsoleRequests.config("pve1", "100"));
            Golden.fits(ConsoleRequests.keys("pve1", "100", "ctrl-alt-delete"));
            for (String timeframe : List.of("hour", "day", "week", "month", "year")) {
                Golden.fits(ConsoleRequests.figures("pve1", "100", timeframe));
            }
        }

        @Test
        @DisplayName("do not show their tickets")
        void masked() {
            assertFalse(ConsoleRequests.socket("pve1", "100", 5900, "PVEVNC:secret")
                    .shown()
                    .contains("secret"));
        }
    }
}
