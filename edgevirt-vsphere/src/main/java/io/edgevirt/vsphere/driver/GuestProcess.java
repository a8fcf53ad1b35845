package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.vsphere.soap.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A program that was started in a guest, as the engine carries it about.
 *
 * @param id the guest's own id of it
 * @param output the guest's path of the file with its standard output
 * @param error the guest's path of the file with its standard error
 */
record GuestProcess(long id, String output, String error) {

    private static final String SEPARATOR = ":";

    /** As the engine carries it: paths may hold any character. */
    String text() {
        return id + SEPARATOR + base64(output) + SEPARATOR + base64(error);
    }

    static GuestProcess parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        try {
            if (parts.length == 3) {
                return new GuestProcess(Long.parseLong(parts[0]), plain(parts[1]), plain(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw strange(text);
        }
        throw strange(text);
    }

    private static NotFoundException strange(String text) {
        return new NotFoundException(
                Failure.of("'" + text + "' is no process of a guest").backend(Faults.BACKEND));
    }

    private static String base64(String path) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
