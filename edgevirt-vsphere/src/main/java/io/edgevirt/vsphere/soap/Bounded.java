package io.edgevirt.vsphere.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Parses XML of a server that may be hostile: no DTDs, no entities, and no more of it than an honest reply has. */
final class Bounded extends StreamReaderDelegate {

    /** A listing of 10,000 machines with a dozen properties each has about 30 MB. */
    private static final long MOST_BYTES = 128L << 20;

    /** Each takes some 150 bytes of memory once it is read. */
    private static final int MOST_ELEMENTS = 1_000_000;

    private static final int DEEPEST = 200;
    private static final int MOST_ATTRIBUTES = 50;

    private int elements;
    private int depth;

    private Bounded(XMLStreamReader reader) {
        super(reader);
    }

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return reader(in, MOST_BYTES);
    }

    static XMLStreamReader reader(InputStream in, long mostBytes) throws XMLStreamException {
        try {
            return new Bounded(Factory.INSTANCE.createXMLStreamReader(decoded(new Counted(in, mostBytes))));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** What is no UTF-8 is an error here: the parser would report it on standard error. */
    private static Reader decoded(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The JDK's parser ends with others' exceptions on some malformed texts. */
    private static XMLStreamException unreadable(RuntimeException e) {
        return new XMLStreamException("the reply is no XML: " + e.getMessage(), e);
    }

    private int following() throws XMLStreamException {
        try {
            return super.next();
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int next() throws XMLStreamException {
        int event = following();
        if (event == START_ELEMENT) {
            if (++elements > MOST_ELEMENTS || ++depth > DEEPEST || getAttributeCount() > MOST_ATTRIBUTES) {
                throw new XMLStreamException("the reply has more elements than any honest one");
            }
        } else if (event == END_ELEMENT) {
            depth--;
        } else if (event == DTD || event == ENTITY_REFERENCE) {
            throw new XMLStreamException("the reply declares or uses entities of its own");
        }
        return event;
    }

    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while (event == SPACE
                || event == COMMENT
                || event == PROCESSING_INSTRUCTION
                || (event == CHARACTERS || event == CDATA) && isWhiteSpace()) {
            event = next();
        }
        if (event != START_ELEMENT && event != END_ELEMENT) {
            throw new XMLStreamException("an element is missing in the reply");
        }
        return event;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int event = next();
        while (event != END_ELEMENT) {
            if (event == CHARACTERS || event == CDATA || event == SPACE) {
                text.append(getTextCharacters(), getTextStart(), getTextLength());
            } else if (event == START_ELEMENT || event == END_DOCUMENT) {
                throw new XMLStreamException("a text is missing in the reply");
            }
            event = next();
        }
        return text.toString();
    }

    private static final class Factory {
        static final XMLInputFactory INSTANCE = make();

        private static XMLInputFactory make() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
            return factory;
        }
    }

    /** Ends with an error after so many bytes. */
    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            return b < 0 ? b : count(1, b);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            return n < 0 ? n : count(n, n);
        }

        private int count(int n, int result) throws IOException {
            left -= n;
            if (left < 0) {
                throw new TooLarge();
            }
            return result;
        }
    }

    /** The reply is larger than any honest one. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the reply is larger than any honest one");
        }
    }
}
