package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.ws.Argument;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Violation;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.vim.Verbatim;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes requests. vijava's own writer does not escape references, so that a hostile id would become markup; this one
 * passes everything through a StAX writer and refuses what XML cannot carry.
 */
final class NativeXml {

    static final String VIM = "urn:vim25";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final Pattern SECRET =
            Pattern.compile("password|passphrase|ticket|secret|privatekey|samltoken|productid");
    private static final Pattern SECRET_OPTION = Pattern.compile("password|secret|token|userdata|vendordata");

    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            Integer.class, "int",
            Long.class, "long",
            Short.class, "short",
            Byte.class, "byte",
            Boolean.class, "boolean",
            Float.class, "float",
            Double.class, "double");

    private final XMLStreamWriter out;
    private final boolean shown;
    private final String method;
    private int depth;

    private NativeXml(XMLStreamWriter out, boolean shown, String method) {
        this.out = out;
        this.shown = shown;
        this.method = method;
    }

    static String sent(Request request) {
        return write(request, false);
    }

    static String shown(Request request) {
        return write(request, true);
    }

    /** A header of the envelope. */
    static String header(String name, String text) {
        return write(name, false, out -> {
            out.out.writeStartElement(name);
            out.out.writeDefaultNamespace(VIM);
            out.text(name, text);
            out.out.writeEndElement();
        });
    }

    private static String write(Request request, boolean shown) {
        return write(request.method(), shown, xml -> xml.request(request));
    }

    private static String write(String method, boolean shown, Content content) {
        StringWriter text = new StringWriter(512);
        try {
            XMLStreamWriter out = Factory.INSTANCE.createXMLStreamWriter(text);
            content.to(new NativeXml(out, shown, method));
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a request could not be written", e);
        }
        return text.toString();
    }

    /** What is written. */
    @FunctionalInterface
    private interface Content {
        void to(NativeXml xml) throws XMLStreamException;
    }

    private static final class Factory {
        static final XMLOutputFactory INSTANCE = XMLOutputFactory.newDefaultFactory();
    }

    private void request(Request request) throws XMLStreamException {
        out.writeStartElement(request.method());
        if (!shown) {
            out.writeDefaultNamespace(VIM);
        }
        depth++;
        for (Argument argument : request.arguments()) {
            String type = argument.getType();
            value(
                    argument.getName(),
                    type.endsWith("[]") ? type.substring(0, type.length() - 2) : type,
                    argument.getValue());
        }
        depth--;
        end(true);
    }

    /** One value, or the values of an array one after the other, as the schema has it. */
    private void value(String name, String declared, Object value) throws XMLStreamException {
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                value(name, declared, Array.get(value, i));
            }
            return;
        }
        indent();
        out.writeStartElement(name);
        if (shown && secret(name)) {
            out.writeCharacters("***");
            end(false);
        } else if (value instanceof ManagedObjectReference reference) {
            type(declared, "ManagedObjectReference");
            out.writeAttribute("type", legal(name, reference.getType()));
            text(name, reference.getVal());
            end(false);
        } else if (value instanceof Element told) {
            type(declared, told.type().isEmpty() ? declared : told.type());
            told(told);
        } else if (value instanceof Verbatim kept) {
            type(declared, value.getClass().getSimpleName());
            told(kept.told());
        } else if (simple(declared, value)) {
            text(name, plain(value));
            end(false);
        } else {
            object(declared, value);
        }
    }

    /** What was told goes back as it came: type, references and text, and what vijava does not know. */
    private void told(Element element) throws XMLStreamException {
        depth++;
        boolean hidden =
                shown && SECRET_OPTION.matcher(lower(element.at("key").text())).find();
        for (Element child : element.children()) {
            indent();
            out.writeStartElement(child.name());
            type("", child.type());
            if (child.attribute("type").isPresent()) {
                out.writeAttribute(
                        "type", legal(child.name(), child.attribute("type").get()));
            }
            if (shown && (secret(child.name()) || hidden && child.name().equals("value"))) {
                out.writeCharacters("***");
                end(false);
            } else {
                told(child);
            }
        }
        depth--;
        if (element.children().isEmpty()) {
            text(element.name(), element.text());
        }
        end(!element.children().isEmpty());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private boolean simple(String declared, Object value) throws XMLStreamException {
        String type = SIMPLE.get(value.getClass());
        if (type != null) {
            if (any(declared)) {
                type(declared, "xsd:" + type);
            }
            return true;
        }
        if (value instanceof Calendar) {
            type(declared, "xsd:dateTime");
            return true;
        }
        if (value instanceof Enum<?> constant) {
            if (any(declared)) {
                type(declared, constant.getDeclaringClass().getSimpleName());
            }
            return true;
        }
        return false;
    }

    private static boolean any(String declared) {
        return declared.equals("Object") || declared.equals("anyType") || declared.equals("xsd:anyType");
    }

    private static String plain(Object value) {
        if (value instanceof Calendar time) {
            ZoneId zone = time.getTimeZone().toZoneId();
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(time.toInstant(), zone));
        }
        return value.toString();
    }

    private void object(String declared, Object value) throws XMLStreamException {
        type(declared, value.getClass().getSimpleName());
        depth++;
        boolean empty = true;
        for (Map.Entry<String, Field> field :
                NativeTypes.fields(value.getClass()).entrySet()) {
            Object inner = read(field.getValue(), value);
            if (inner != null) {
                empty &= inner.getClass().isArray() && Array.getLength(inner) == 0;
                option(field.getKey(), field.getValue(), value, inner);
            }
        }
        depth--;
        end(!empty);
    }

    /** An option's value is as secret as its key says. */
    private void option(String name, Field field, Object owner, Object inner) throws XMLStreamException {
        boolean hidden = shown && owner instanceof OptionValue option && name.equals("value") && secretKey(option);
        Class<?> type = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
        value(name, type.getSimpleName(), hidden ? "***" : inner);
    }

    private static boolean secretKey(OptionValue option) {
        return option.getKey() != null
                && SECRET_OPTION
                        .matcher(option.getKey().toLowerCase(Locale.ROOT))
                        .find();
    }

    @SuppressWarnings("NullAway") // an element that is not there is null in vijava
    private static Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is not public", e);
        }
    }

    private void type(String declared, String actual) throws XMLStreamException {
        if (!declared.equals(actual)) {
            if (shown) {
                out.writeAttribute("xsi:type", actual);
            } else {
                out.writeAttribute("xsi", XSI, "type", actual);
            }
        }
    }

    private void text(String name, String text) throws XMLStreamException {
        characters(out, legal(name, text));
    }

    /** A carriage return that is not written as a reference would arrive as a line feed. */
    static void characters(XMLStreamWriter out, String text) throws XMLStreamException {
        String[] parts = text.split("\r", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                out.writeEntityRef("#xD");
            }
            out.writeCharacters(parts[i]);
        }
    }

    private String legal(String field, String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean good = c >= 0x20 ? c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 : isSpace(c);
            if (!good) {
                throw InvalidSpecException.of(List.of(new Violation(
                        field,
                        secret(field) ? "(not shown)" : text,
                        "vSphere's XML cannot carry the character " + String.format("U+%04X", c) + " (" + method + ")",
                        "leave it out")));
            }
        }
        return text;
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean secret(String name) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private void indent() throws XMLStreamException {
        if (shown) {
            out.writeCharacters("\n" + "  ".repeat(depth));
        }
    }

    private void end(boolean ownLine) throws XMLStreamException {
        if (ownLine) {
            indent();
        }
        out.writeEndElement();
    }
}
