package io.edgevirt.kvm.read;

import io.edgevirt.RemoteDisplay;
import io.edgevirt.Secret;
import io.edgevirt.kvm.xml.XmlElement;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Domain XML to a display. */
public final class DisplayReader {

    private DisplayReader() {}

    /**
     * Finds the display of a running domain.
     *
     * @param xml domain XML with secrets
     * @param host the host's address as the connection knows it, for a display that listens on all addresses
     * @return the first VNC or SPICE display that has a port
     */
    public static Optional<RemoteDisplay> read(String xml, String host) {
        return XmlElement.parse(xml).all("devices/graphics").stream()
                .flatMap(g -> display(g, host).stream())
                .findFirst();
    }

    private static Optional<RemoteDisplay> display(XmlElement graphics, String host) {
        String type = graphics.attribute("type").orElse("");
        Optional<Integer> port =
                graphics.attribute("port").flatMap(Units::number).filter(p -> p > 0 && p <= 65535);
        if (port.isEmpty() || !(type.equals("vnc") || type.equals("spice"))) {
            return Optional.empty();
        }
        String listen = graphics.attributeAt("listen", "address")
                .or(() -> graphics.attribute("listen"))
                .orElse("127.0.0.1");
        String address = listen.equals("0.0.0.0") || listen.equals("::") ? host : listen;
        try {
            URI uri = new URI(
                    type, null, address.contains(":") ? "[" + address + "]" : address, port.get(), null, null, null);
            return Optional.of(new RemoteDisplay(
                    type.equals("vnc") ? RemoteDisplay.Kind.VNC : RemoteDisplay.Kind.SPICE,
                    uri,
                    graphics.attribute("passwd").map(p -> Secret.of(p.toCharArray())),
                    graphics.attribute("passwdValidTo").flatMap(DisplayReader::utc)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** libvirt writes the time in UTC without saying so. */
    private static Optional<Instant> utc(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
