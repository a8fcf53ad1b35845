package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.vim.After;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** vijava's data classes, known by reflection as they are needed: which there are, and what elements each has. */
final class NativeTypes {

    private static final String PACKAGE = "com.vmware.vim25.";

    /** Elements that vijava names with an underscore in front, because Java reserves the word. */
    private static final Set<String> RESERVED = Set.of("byte", "short", "int", "long", "float", "double", "boolean");

    private static final Map<String, Class<?>> SIMPLE = Map.of(
            "string", String.class,
            "int", Integer.class,
            "long", Long.class,
            "short", Short.class,
            "byte", Byte.class,
            "boolean", Boolean.class,
            "float", Float.class,
            "double", Double.class,
            "dateTime", Calendar.class,
            "anyURI", String.class);

    /** No type's name is longer; a longer one comes from a hostile reply and shall not be kept. */
    private static final int LONGEST = 100;

    /** More than vijava has, so that names of a hostile reply cannot fill the memory. */
    private static final int MOST = 5_000;

    private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Map<String, Field>> FIELDS = new ConcurrentHashMap<>();

    private NativeTypes() {}

    /** The class of a type of the vim25 schema, if vijava has it. */
    static Optional<Class<?>> find(String type) {
        Optional<Class<?>> known = CLASSES.get(type);
        if (known != null) {
            return known;
        }
        Optional<Class<?>> found = type.length() <= LONGEST && plain(type) ? load(type) : Optional.empty();
        if (found.isPresent() || CLASSES.size() < MOST) {
            CLASSES.put(type.length() <= LONGEST ? type : type.substring(0, LONGEST), found);
        }
        return found;
    }

    private static boolean plain(String type) {
        return !type.isEmpty() && type.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    private static Optional<Class<?>> load(String type) {
        try {
            Class<?> c = Class.forName(PACKAGE + type, false, com.vmware.vim25.DynamicData.class.getClassLoader());
            // a name that differs in nothing but case is another file on some systems
            boolean data = !c.isInterface()
                    && !Throwable.class.isAssignableFrom(c)
                    && c.getSimpleName().equals(type);
            return data || com.vmware.vim25.MethodFault.class.isAssignableFrom(c) ? Optional.of(c) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The type of a value that stands where another is declared, if it is known and fits. */
    static Optional<Class<?>> actual(Class<?> declared, String xsiType) {
        if (xsiType.isEmpty()) {
            return Optional.of(declared == Object.class ? String.class : declared);
        }
        if (xsiType.startsWith("xsd:")) {
            Class<?> simple = SIMPLE.get(xsiType.substring("xsd:".length()));
            if (simple == null) {
                return Optional.empty();
            }
            Class<?> fitting = declared == Object.class ? simple : declared;
            return isSimple(fitting) ? Optional.of(fitting) : Optional.empty();
        }
        return find(xsiType).filter(c -> declared.isAssignableFrom(c));
    }

    /** Whether a value of the type is a text without elements, references and enums left aside. */
    static boolean isSimple(Class<?> type) {
        return type.isPrimitive() || type == Calendar.class || SIMPLE.containsValue(type);
    }

    /** A class's elements by name, in the order of the schema. */
    static Map<String, Field> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, NativeTypes::declared);
    }

    private static Map<String, Field> declared(Class<?> type) {
        List<Field> all = new ArrayList<>();
        collect(type, all);
        Map<String, Field> byName = new LinkedHashMap<>();
        all.forEach(f -> byName.put(element(f), f));
        return byName;
    }

    /** The fields of the classes above first, as the schema's extensions have it. */
    private static void collect(Class<?> type, List<Field> all) {
        Class<?> above = type.getSuperclass();
        if (above != null && !above.getName().startsWith("java.")) {
            collect(above, all);
        }
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                After after = field.getAnnotation(After.class);
                all.add(after == null ? all.size() : behind(after.value(), type, all), field);
            }
        }
    }

    private static int behind(String name, Class<?> type, List<Field> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).getName().equals(name)) {
                return i + 1;
            }
        }
        throw new IllegalStateException(type.getName() + " has no field " + name);
    }

    private static String element(Field field) {
        String name = field.getName();
        return name.startsWith("_") && RESERVED.contains(name.substring(1)) ? name.substring(1) : name;
    }
}
