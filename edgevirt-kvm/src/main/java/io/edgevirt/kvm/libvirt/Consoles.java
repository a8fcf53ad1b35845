package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serial consoles and pictures of screens. */
public final class Consoles {

    /** Open: take the console from whoever has it. */
    public static final int FORCE = 1;
    /** Open: only if the driver can see that nobody else has it. */
    public static final int SAFE = 1 << 1;

    private final DomainCalls calls;
    private final GuestFunctions guest;

    Consoles(Session session) {
        calls = new DomainCalls(session);
        guest = session.lib.guest;
    }

    /**
     * Opens a console of a running domain. The connection stays open until the console is closed, and closing the
     * connection closes it.
     *
     * @param uuid the domain
     * @param device the alias of a console or serial device; null for the first
     * @param flags {@link #FORCE}, {@link #SAFE} or 0
     * @return the open console
     */
    public Console open(UUID uuid, @Nullable String device, int flags) {
        return calls.with(
                uuid,
                (scope, domain) -> Console.open(
                        calls.session(),
                        stream -> scope.run(
                                "virDomainOpenConsole",
                                () -> guest.virDomainOpenConsole(domain, device, stream, flags))));
    }

    /**
     * Takes a picture of a running domain's screen.
     *
     * @param uuid the domain
     * @param screen which screen, from 0
     * @return the picture
     */
    public Screenshot screenshot(UUID uuid, int screen) {
        return calls.with(uuid, (scope, domain) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            StringBuilder mime = new StringBuilder();
            try {
                Transfers.receive(
                        calls.session(),
                        scope,
                        bytes,
                        Transfer.UNWATCHED,
                        "virDomainScreenshot",
                        stream -> taken(guest.virDomainScreenshot(domain, stream, screen, 0), mime));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // a byte array does not fail
            }
            return new Screenshot(mime.toString(), bytes.toByteArray());
        });
    }

    private static int taken(@Nullable Pointer mime, StringBuilder into) {
        if (mime == null) {
            return -1;
        }
        into.append(NativeText.take(mime));
        return 0;
    }
}
