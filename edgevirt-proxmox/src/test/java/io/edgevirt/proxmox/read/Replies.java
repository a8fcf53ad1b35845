package io.edgevirt.proxmox.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Replies written down with single quotes, as they are easier to read. */
public final class Replies {

    private Replies() {}

    /** The reply; every single quote stands for a double one. */
    public static Json json(String text) {
        try {
            return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
