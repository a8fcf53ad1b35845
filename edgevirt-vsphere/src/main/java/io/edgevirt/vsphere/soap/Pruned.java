package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.ws.VimStub;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a reply again for vijava's own reader, which fails on every field, enum value and type that it does not know and
 * takes the first {@code type} of a reference for its type.
 */
final class Pruned {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private static final Map<String, Class<?>> RETURNS = new ConcurrentHashMap<>();

    private final XMLStreamWriter out;

    private Pruned(XMLStreamWriter out) {
        this.out = out;
    }

    /** The envelope around what is left of the element in its body. */
    static byte[] envelope(String method, Node body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("soapenv", "Envelope", SOAP);
            out.writeNamespace("soapenv", SOAP);
            out.writeNamespace("xsi", NativeXml.XSI);
            out.writeNamespace("xsd", XSD);
            out.writeStartElement("soapenv", "Body", SOAP);
            new Pruned(out).body(method, body);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw Troubles.malformed(e);
        }
        return bytes.toByteArray();
    }

    private void body(String method, Node body) throws XMLStreamException {
        if (body.name().equals("Fault")) {
            fault(body);
            return;
        }
        out.writeStartElement(body.name());
        out.writeDefaultNamespace(NativeXml.VIM);
        Class<?> declared = returns(method);
        for (Node value : body.values()) {
            write(value, declared);
        }
        out.writeEndElement();
    }

    /** Of a fault that is not known only the words are left. */
    private void fault(Node fault) throws XMLStreamException {
        out.writeStartElement("soapenv", "Fault", SOAP);
        for (Node part : fault.children()) {
            out.writeStartElement(part.name());
            if (part.children().isEmpty()) {
                out.writeCharacters(part.text());
            }
            for (Node detail : part.children()) {
                boolean known =
                        NativeTypes.actual(MethodFault.class, detail.xsiType()).isPresent();
                write(
                        known ? detail : new Node(detail.name(), "", "MethodFault", "", java.util.List.of()),
                        Object.class);
            }
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void write(Node node, Class<?> declared) throws XMLStreamException {
        Optional<Class<?>> actual = NativeTypes.actual(declared, node.xsiType());
        if (actual.isPresent() && readable(actual.get(), node)) {
            out.writeStartElement(node.name());
            attributes(node);
            if (node.children().isEmpty()) {
                out.writeCharacters(node.text());
            }
            Map<String, Field> fields = NativeTypes.fields(actual.get());
            for (Node child : node.children()) {
                Field field = fields.get(child.name());
                if (field != null) {
                    write(child, component(field.getType()));
                }
            }
            out.writeEndElement();
        }
    }

    private static boolean readable(Class<?> type, Node node) {
        if (type == ManagedObjectReference.class) {
            return !node.type().isEmpty();
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .anyMatch(c -> ((Enum<?>) c).name().equals(node.text()));
        }
        return !NativeTypes.isSimple(type)
                || NativeObjects.parsed(type, node.text()).isPresent();
    }

    private void attributes(Node node) throws XMLStreamException {
        if (!node.type().isEmpty()) {
            out.writeAttribute("type", node.type());
        }
        if (!node.xsiType().isEmpty()) {
            out.writeAttribute("xsi", NativeXml.XSI, "type", node.xsiType());
        }
    }

    private static Class<?> component(Class<?> type) {
        return type.isArray() ? type.getComponentType() : type;
    }

    /** What a method returns, or each value of what it returns, by vijava's own declaration of it. */
    private static Class<?> returns(String method) {
        return RETURNS.isEmpty()
                ? fill().getOrDefault(key(method), Object.class)
                : RETURNS.getOrDefault(key(method), Object.class);
    }

    private static String key(String method) {
        return method.toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, Class<?>> fill() {
        RETURNS.putAll(Stream.of(VimStub.class.getDeclaredMethods())
                .collect(Collectors.toMap(m -> key(m.getName()), Pruned::returned, (one, other) -> one)));
        return RETURNS;
    }

    private static Class<?> returned(Method method) {
        return component(method.getReturnType());
    }
}
