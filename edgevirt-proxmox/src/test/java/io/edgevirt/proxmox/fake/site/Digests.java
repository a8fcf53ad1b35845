package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests by which a configuration is known to be unchanged. */
final class Digests {

    private Digests() {}

    /** A configuration's digest, SHA-1 in hexadecimal digits as Proxmox VE's own. */
    static String of(String text) {
        return of("SHA-1", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes' digest in hexadecimal digits. */
    static String of(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses a request that was built on an older configuration. */
    static void check(Request request, String digest) {
        if (request.text("digest").map(it -> !it.equals(digest)).orElse(false)) {
            throw Refusal.failed("detected modified configuration - file changed by other user? Try again.");
        }
    }
}
