package io.edgevirt.vsphere.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Replies of a server as tests write them. */
final class Replies {

    private Replies() {}

    /** A machine with properties: names and the XML within {@code val}, in turns. */
    static Managed vm(String... properties) {
        StringBuilder sets = new StringBuilder();
        for (int i = 0; i < properties.length; i += 2) {
            sets.append("<propSet><name>").append(properties[i]).append("</name><val>");
            sets.append(properties[i + 1]).append("</val></propSet>");
        }
        String reply = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                + "<RetrievePropertiesExResponse xmlns=\"urn:vim25\"><returnval><objects>"
                + "<obj type=\"VirtualMachine\">vm-42</obj>" + sets + "</objects></returnval>"
                + "</RetrievePropertiesExResponse></soapenv:Body></soapenv:Envelope>";
        try {
            return PropertyReader.page(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)))
                    .objects()
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
