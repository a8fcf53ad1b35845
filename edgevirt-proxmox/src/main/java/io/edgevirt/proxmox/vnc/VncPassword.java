package io.edgevirt.proxmox.vnc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** VNC's own way to prove that a password is known: RFC 6143, 7.2.2. */
final class VncPassword {

    private static final int LENGTH = 8;

    private VncPassword() {}

    /** The challenge, encrypted by DES with the password's first eight bytes, whose bits stand the other way round. */
    static byte[] answer(byte[] challenge, String password) {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return cipher.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no DES", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
