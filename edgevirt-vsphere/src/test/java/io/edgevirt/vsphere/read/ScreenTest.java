package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A picture of a screen")
class ScreenTest {

    @Test
    @DisplayName("is a PNG image or none at all")
    void png() {
        assertTrue(Screen.png("\u0089PNG\r\n\u001a\nmore".getBytes(StandardCharsets.ISO_8859_1)));
        assertFalse(Screen.png("<html>".getBytes(StandardCharsets.US_ASCII)));
        assertFalse(Screen.png(new byte[0]));
    }
}
