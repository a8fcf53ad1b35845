package io.edgevirt.proxmox.fake.console;

import io.edgevirt.proxmox.fake.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is behind a serial port: it echoes what is typed. What it writes while nobody looks is lost. */
public final class SerialGuest {

    private final List<Frames.Writer> lookers = new CopyOnWriteArrayList<>();
    private final List<String> sizes = new CopyOnWriteArrayList<>();
    private volatile String banner = "";

    SerialGuest() {}

    /** What it writes to everybody who comes to look. */
    public void banner(String text) {
        banner = text;
    }

    /** The sizes that it was told. */
    public List<String> sizes() {
        return sizes;
    }

    /** How many look. */
    public int lookers() {
        return lookers.size();
    }

    /** Lets it write. */
    public void write(String text) throws IOException {
        for (Frames.Writer looker : lookers) {
            looker.binary(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Ends all conversations, as when its machine stops. */
    public void hangUp() throws IOException {
        for (Frames.Writer looker : lookers) {
            looker.close(1000);
        }
    }

    void serve(String login, Frames.Reader input, Frames.Writer output) throws IOException {
        if (!new String(input.message(), StandardCharsets.UTF_8).equals(login)) {
            output.close(1000);
            return;
        }
        output.binary("OK".getBytes(StandardCharsets.US_ASCII));
        output.binary("starting serial terminal on interface serial0 (press Ctrl+O to exit)\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        lookers.add(output);
        try {
            output.binary(banner.getBytes(StandardCharsets.UTF_8));
            while (true) {
                heed(new String(input.message(), StandardCharsets.ISO_8859_1), output);
            }
        } catch (EOFException e) {
            // nobody looks any more
        } finally {
            lookers.remove(output);
        }
    }

    private void heed(String message, Frames.Writer output) throws IOException {
        String[] parts = message.split(":", 3);
        switch (parts[0]) {
            case "0" -> {
                if (parts[2].length() != Integer.parseInt(parts[1])) {
                    throw new IOException("typed " + parts[2].length() + " bytes and said " + parts[1]);
                }
                output.binary(parts[2].getBytes(StandardCharsets.ISO_8859_1));
            }
            case "1" -> sizes.add(message);
            case "2" -> {}
            default -> throw new IOException("a message that termproxy does not know");
        }
    }
}
