package io.edgevirt.kvm.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with its attributes and what it holds, in order. Names are as written, with their prefix; a declaration of
 * a namespace is an attribute like others. Not thread-safe.
 */
public final class XmlElement {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    /**
     * An empty element.
     *
     * @param name its name
     */
    public XmlElement(String name) {
        this.name = name;
    }

    /**
     * Reads a document.
     *
     * @param document its text
     * @return its root
     * @throws XmlRefused if it is malformed, has a DTD or entities, or is too deep or too long
     */
    public static XmlElement parse(String document) {
        return XmlReader.read(document);
    }

    /**
     * Its name.
     *
     * @return as written
     */
    public String name() {
        return name;
    }

    /**
     * Sets an attribute.
     *
     * @param key its name
     * @param value its value; numbers and the like by their text
     * @return this element
     */
    public XmlElement with(String key, Object value) {
        attributes.put(key, String.valueOf(value));
        return this;
    }

    /**
     * Adds elements at the end.
     *
     * @param children what to add
     * @return this element
     */
    public XmlElement add(XmlElement... children) {
        Collections.addAll(content, children);
        return this;
    }

    /**
     * Adds an element that holds a text.
     *
     * @param child its name
     * @param text its text; numbers and the like by theirs
     * @return this element
     */
    public XmlElement add(String child, Object text) {
        content.add(new XmlElement(child).text(String.valueOf(text)));
        return this;
    }

    /**
     * Adds a text at the end.
     *
     * @param text the text
     * @return this element
     */
    public XmlElement text(String text) {
        if (!text.isEmpty()) {
            content.add(text);
        }
        return this;
    }

    /**
     * Removes all that it holds.
     *
     * @return this element
     */
    public XmlElement clear() {
        content.clear();
        return this;
    }

    /**
     * Takes an attribute away.
     *
     * @param key its name
     * @return this element
     */
    public XmlElement without(String key) {
        attributes.remove(key);
        return this;
    }

    /**
     * Removes a child.
     *
     * @param child the very element
     * @return this element
     */
    public XmlElement remove(XmlElement child) {
        content.removeIf(c -> c == child);
        return this;
    }

    /**
     * Removes all children of a name.
     *
     * @param child the name
     * @return this element
     */
    public XmlElement removeAll(String child) {
        content.removeIf(c -> c instanceof XmlElement e && e.name.equals(child));
        return this;
    }

    /**
     * The child of a name, which is added at the end if there is none.
     *
     * @param child the name
     * @return the first such child
     */
    public XmlElement need(String child) {
        return first(child).orElseGet(() -> {
            XmlElement made = new XmlElement(child);
            content.add(made);
            return made;
        });
    }

    /**
     * An attribute.
     *
     * @param key its name
     * @return its value, if it is there
     */
    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /**
     * Its attributes.
     *
     * @return in their order
     */
    public Map<String, String> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /**
     * Its child elements.
     *
     * @return in their order
     */
    public List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /**
     * The elements at a path.
     *
     * @param path names from here downwards, divided by slashes, such as {@code devices/disk}
     * @return all that fit, in their order
     */
    public List<XmlElement> all(String path) {
        int slash = path.indexOf('/');
        String head = slash < 0 ? path : path.substring(0, slash);
        List<XmlElement> found = new ArrayList<>();
        for (XmlElement child : children()) {
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
     * The first element at a path.
     *
     * @param path names from here downwards, divided by slashes
     * @return the first that fits
     */
    public Optional<XmlElement> first(String path) {
        return all(path).stream().findFirst();
    }

    /**
     * The text of the first element at a path, without the white space around it.
     *
     * @param path names from here downwards, divided by slashes
     * @return the text, if the element is there and has any
     */
    public Optional<String> textAt(String path) {
        return first(path).map(e -> e.text().strip()).filter(t -> !t.isEmpty());
    }

    /**
     * An attribute of the first element at a path.
     *
     * @param path names from here downwards, divided by slashes
     * @param key the attribute's name
     * @return its value, if both are there
     */
    public Optional<String> attributeAt(String path, String key) {
        return first(path).flatMap(e -> e.attribute(key));
    }

    /**
     * Its own text.
     *
     * @return as written; empty if it has none
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Object part : content) {
            if (part instanceof String s) {
                text.append(s);
            }
        }
        return text.toString();
    }

    /**
     * A copy that shares nothing with it.
     *
     * @return the copy
     */
    public XmlElement copy() {
        XmlElement copy = new XmlElement(name);
        copy.attributes.putAll(attributes);
        content.forEach(c -> copy.content.add(c instanceof XmlElement e ? e.copy() : c));
        return copy;
    }

    List<Object> content() {
        return content;
    }

    /**
     * The document.
     *
     * @return XML without a declaration, indented
     * @throws IllegalArgumentException if it holds characters that XML cannot carry there
     */
    public String document() {
        return XmlWriter.write(this);
    }

    /** The document, or its name where it cannot be written. */
    @Override
    public String toString() {
        try {
            return document();
        } catch (IllegalArgumentException e) {
            return "<" + name + ">";
        }
    }
}
