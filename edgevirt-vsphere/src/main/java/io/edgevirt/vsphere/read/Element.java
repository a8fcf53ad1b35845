package io.edgevirt.vsphere.read;

import io.edgevirt.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a property, as the server wrote it: a name, a type, and text or further elements. Nothing is lost that this
 * version does not know. Immutable. Where there is nothing, {@link #NONE} stands, so that a search never fails: what it
 * says is empty.
 */
public final class Element {

    /** What stands where there is nothing. */
    public static final Element NONE = new Element("", "", "", List.of(), Map.of());

    private final String name;
    private final String type;
    private final String text;
    private final List<Element> children;
    private final Map<String, String> attributes;

    /**
     * Makes an element.
     *
     * @param name its name, without prefix
     * @param type its {@code xsi:type} without prefix, empty where it has none
     * @param text its own text
     * @param children what lies in it, in order; not changed afterwards
     * @param attributes its other attributes
     */
    public Element(String name, String type, String text, List<Element> children, Map<String, String> attributes) {
        this.name = name;
        this.type = type;
        this.text = text;
        this.children = children;
        this.attributes = attributes;
    }

    /**
     * An element of text.
     *
     * @param name its name
     * @param type its type, empty where it has none
     * @param text its text
     * @return the element
     */
    public static Element of(String name, String type, String text) {
        return new Element(name, type, text, List.of(), Map.of());
    }

    /**
     * Its name.
     *
     * @return without prefix
     */
    public String name() {
        return name;
    }

    /**
     * The type that the server gives it, such as {@code VirtualDisk}.
     *
     * @return {@code xsi:type} without prefix, empty where it has none
     */
    public String type() {
        return type;
    }

    /**
     * Whether it is there.
     *
     * @return false for {@link #NONE}
     */
    public boolean present() {
        return this != NONE;
    }

    /**
     * Its own text.
     *
     * @return empty where it has none
     */
    public String text() {
        return text;
    }

    /**
     * What lies in it.
     *
     * @return in the server's order
     */
    public List<Element> children() {
        return children;
    }

    /**
     * An attribute besides its type, such as a reference's {@code type} or a fault's.
     *
     * @param attribute its name
     * @return its value, where it is there
     */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /**
     * The first element on a way down.
     *
     * @param path names with {@code /} between them, such as {@code backing/fileName}
     * @return the element, else {@link #NONE}
     */
    public Element at(String path) {
        int slash = path.indexOf('/');
        String head = slash < 0 ? path : path.substring(0, slash);
        for (Element child : children) {
            if (child.name.equals(head)) {
                Element found = slash < 0 ? child : child.at(path.substring(slash + 1));
                if (found.present()) {
                    return found;
                }
            }
        }
        return NONE;
    }

    /**
     * All elements at the end of a way down.
     *
     * @param path names with {@code /} between them
     * @return in order
     */
    public List<Element> all(String path) {
        int slash = path.indexOf('/');
        String head = slash < 0 ? path : path.substring(0, slash);
        List<Element> found = new ArrayList<>();
        for (Element child : children) {
            if (child.name.equals(head)) {
                if (slash < 0) {
                    found.add(child);
                } else {
                    found.addAll(child.all(path.substring(slash + 1)));
                }
            }
        }
        return found;
    }

    /**
     * The text at the end of a way down.
     *
     * @param path names with {@code /} between them
     * @return the text, where there is such an element and it is not empty
     */
    public Optional<String> text(String path) {
        return at(path).value();
    }

    /**
     * Its own text, where it has any.
     *
     * @return empty where there is nothing or only an empty text
     */
    public Optional<String> value() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Its own text as a whole number.
     *
     * @return empty where it is none
     */
    public Optional<Long> number() {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * A whole number at the end of a way down.
     *
     * @param path names with {@code /} between them
     * @return empty where there is none
     */
    public Optional<Long> number(String path) {
        return at(path).number();
    }

    /**
     * Its own text as a count.
     *
     * @return a number above 0 that fits into an int, else empty
     */
    public Optional<Integer> count() {
        return number().filter(n -> n > 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
    }

    /**
     * A count at the end of a way down.
     *
     * @param path names with {@code /} between them
     * @return a number above 0 that fits into an int, else empty
     */
    public Optional<Integer> count(String path) {
        return at(path).count();
    }

    /**
     * Its own text as a truth value.
     *
     * @return empty where it is none
     */
    public Optional<Boolean> flag() {
        return switch (text.trim()) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * A truth value at the end of a way down.
     *
     * @param path names with {@code /} between them
     * @return empty where there is none
     */
    public Optional<Boolean> flag(String path) {
        return at(path).flag();
    }

    /**
     * Its own text as a size.
     *
     * @param unit how many bytes one of its units is
     * @return empty where it is no number, is negative, or is too large
     */
    public Optional<Size> size(long unit) {
        return number().filter(n -> n >= 0 && n <= Long.MAX_VALUE / unit).map(n -> Size.ofBytes(n * unit));
    }

    /**
     * Its own text as a point in time.
     *
     * @return empty where it is none; a time without zone is taken as UTC, in which vSphere answers
     */
    public Optional<Instant> time() {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                                            text.trim(), OffsetDateTime::from, java.time.LocalDateTime::from)
                                    instanceof OffsetDateTime at
                            ? at.toInstant()
                            : ZonedDateTime.parse(text.trim() + "Z").toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Its own text as the name of an object.
     *
     * @return empty where it is none
     */
    public Optional<Reference> reference() {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reference(attribute("type").orElse(""), text));
    }

    /**
     * The objects that an array of references names.
     *
     * @return in order; empty where it is none
     */
    public List<Reference> references() {
        return children.stream().flatMap(c -> c.reference().stream()).toList();
    }

    /** Its name and type, and how much lies in it; no values, for they may be secret. */
    @Override
    public String toString() {
        return name + (type.isEmpty() ? "" : " (" + type + ")") + (children.isEmpty() ? "" : " of " + children.size());
    }
}
