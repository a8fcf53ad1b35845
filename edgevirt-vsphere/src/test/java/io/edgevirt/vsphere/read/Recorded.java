package io.edgevirt.vsphere.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replies that VMware's simulator gave, and envelopes around what tests write. */
final class Recorded {

    private static final String OPEN = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
            + "<Answer xmlns=\"urn:vim25\">";
    private static final String CLOSE = "</Answer></soapenv:Body></soapenv:Envelope>";

    private Recorded() {}

    static byte[] reply(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An envelope around an answer. */
    static InputStream around(String answer) {
        return stream(OPEN + answer + CLOSE);
    }

    static List<Managed> objects(String objects) {
        try {
            return PropertyReader.page(around("<returnval>" + objects + "</returnval>"))
                    .objects();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object with properties: paths and their {@code val} elements, in turns. */
    static String object(String type, String id, String... properties) {
        StringBuilder text = new StringBuilder("<objects><obj type=\"" + type + "\">" + id + "</obj>");
        for (int i = 0; i < properties.length; i += 2) {
            text.append("<propSet><name>").append(properties[i]).append("</name>");
            text.append(properties[i + 1]).append("</propSet>");
        }
        return text.append("</objects>").toString();
    }

    static String val(String text) {
        return "<val>" + text + "</val>";
    }

    static Element element(String xml) {
        return objects(object("Thing", "thing-1", "it", xml)).get(0).at("it");
    }
}
