package io.edgevirt.vsphere.soap;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which version of the API is spoken: the newest that both sides know. */
final class Versions {

    /** The newest that is known here; what a server offers beyond is passed over for a version before it. */
    private static final int NEWEST_MAJOR = 9;

    private static final int NEWEST_MINOR = 0;

    /** Spoken until the server said what it knows; every server since 2008 takes it. */
    static final ApiVersion OLDEST = ApiVersion.parse("4.0").orElseThrow();

    private static final long MOST_BYTES = 1 << 20;

    private Versions() {}

    /** The newest version of {@code urn:vim25} in a server's vimServiceVersions.xml that is known here. */
    static Optional<ApiVersion> newest(InputStream file) throws XMLStreamException {
        return offered(file).stream()
                .filter(v -> !v.atLeast(NEWEST_MAJOR, NEWEST_MINOR + 1))
                .max(ApiVersion::compareTo);
    }

    private static List<ApiVersion> offered(InputStream file) throws XMLStreamException {
        XMLStreamReader in = Bounded.reader(file, MOST_BYTES);
        List<ApiVersion> all = new ArrayList<>();
        boolean vim = false;
        while (in.hasNext()) {
            if (in.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            if (in.getLocalName().equals("name")) {
                vim = in.getElementText().strip().equals(NativeXml.VIM);
            } else if (vim && in.getLocalName().equals("version")) {
                ApiVersion.parse(in.getElementText().strip()).ifPresent(all::add);
            }
        }
        return all;
    }
}
