package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.datatype.DatatypeFactory;

/**
 * Makes vijava's data objects of replies. What vijava does not know, since it was made for vSphere 5.1, is left out: a
 * field, a value of an enum, a whole object of a newer type.
 */
final class NativeObjects {

    private NativeObjects() {}

    /**
     * What a method returned.
     *
     * @param type as in {@link Request#returns()}
     * @param values the elements {@code returnval}
     * @return an object or, for an array's type, an array; empty if nothing that is known was returned
     */
    static Optional<Object> of(String type, List<Node> values) {
        if (type.endsWith("[]")) {
            return Optional.of(array(declared(type.substring(0, type.length() - 2)), values));
        }
        return values.isEmpty() || type.isEmpty() ? Optional.empty() : value(declared(type), values.get(0));
    }

    private static Class<?> declared(String type) {
        Optional<Class<?>> simple = simple(type.startsWith("xsd:") ? type.substring(4) : type);
        return simple.or(() -> NativeTypes.find(type))
                .orElseThrow(() -> new IllegalArgumentException("vijava has no type " + type));
    }

    private static Optional<Class<?>> simple(String type) {
        return switch (type) {
            case "string", "String", "anyURI" -> Optional.of(String.class);
            case "int", "Integer" -> Optional.of(Integer.class);
            case "long", "Long" -> Optional.of(Long.class);
            case "short", "Short" -> Optional.of(Short.class);
            case "byte", "Byte" -> Optional.of(Byte.class);
            case "boolean", "Boolean" -> Optional.of(Boolean.class);
            case "float", "Float" -> Optional.of(Float.class);
            case "double", "Double" -> Optional.of(Double.class);
            case "dateTime", "Calendar" -> Optional.of(Calendar.class);
            case "anyType", "Object" -> Optional.of(Object.class);
            default -> Optional.empty();
        };
    }

    private static Object array(Class<?> component, List<Node> nodes) {
        List<Object> values = new ArrayList<>();
        nodes.forEach(n -> value(component, n).ifPresent(values::add));
        Object array = Array.newInstance(component, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    /** One value, if it is of a type that is known and fits where it stands. */
    static Optional<Object> value(Class<?> declared, Node node) {
        Optional<Class<?>> actual = NativeTypes.actual(declared, node.xsiType());
        if (actual.isEmpty()) {
            return Optional.empty();
        }
        Class<?> type = actual.get();
        if (type == ManagedObjectReference.class) {
            return node.type().isEmpty() ? Optional.empty() : Optional.of(Request.ref(node.type(), node.text()));
        }
        if (type.isEnum()) {
            return constant(type, node.text());
        }
        return NativeTypes.isSimple(type) ? parsed(type, node.text()) : object(type, node);
    }

    static Optional<Object> constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(text)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    static Optional<Object> parsed(Class<?> type, String text) {
        try {
            return Optional.of(parse(type, text.strip(), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object parse(Class<?> type, String text, String whole) {
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        } else if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        } else if (type == short.class || type == Short.class) {
            return Short.valueOf(text);
        } else if (type == byte.class || type == Byte.class) {
            return Byte.valueOf(text);
        } else if (type == float.class || type == Float.class) {
            return Float.valueOf(text);
        } else if (type == double.class || type == Double.class) {
            return Double.valueOf(text);
        } else if (type == boolean.class || type == Boolean.class) {
            return truth(text);
        } else if (Calendar.class.isAssignableFrom(type)) {
            return Dates.FACTORY.newXMLGregorianCalendar(text).toGregorianCalendar();
        }
        return whole;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Optional<Object> object(Class<?> type, Node node) {
        try {
            Object made = type.getConstructor().newInstance();
            Map<String, List<Node>> byName = new LinkedHashMap<>();
            node.children()
                    .forEach(c -> byName.computeIfAbsent(c.name(), n -> new ArrayList<>())
                            .add(c));
            for (Map.Entry<String, List<Node>> element : byName.entrySet()) {
                Field field = NativeTypes.fields(type).get(element.getKey());
                if (field != null) {
                    set(made, field, element.getValue());
                }
            }
            return Optional.of(made);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static void set(Object owner, Field field, List<Node> nodes) throws IllegalAccessException {
        Class<?> type = field.getType();
        Optional<Object> value =
                type.isArray() ? Optional.of(array(type.getComponentType(), nodes)) : value(type, nodes.get(0));
        if (value.isPresent()) {
            field.set(owner, value.get());
        }
    }

    private static final class Dates {
        static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();
    }
}
