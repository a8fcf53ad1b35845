package io.edgevirt.vsphere.read;

import io.edgevirt.Failure;
import io.edgevirt.PermissionDeniedException;
import java.util.Map;
import java.util.Optional;

/**
 * An object of the server with those of its properties that were asked for.
 *
 * @param type the name of its managed type, such as {@code VirtualMachine}
 * @param id the server's id
 * @param properties the values that the server gave, by the property's path such as {@code runtime.powerState}; a
 *     property without a value is not among them
 * @param refused the properties whose value the server did not give for a reason, with the fault's type such as
 *     {@code NoPermission}
 */
public record Managed(String type, String id, Map<String, Element> properties, Map<String, String> refused) {

    /**
     * The same as a reference.
     *
     * @return its type and id
     */
    public Reference reference() {
        return new Reference(type, id);
    }

    /**
     * A property's value.
     *
     * @param property its path
     * @return {@link Element#NONE} where it has none, was not asked for, or was refused
     */
    public Element at(String property) {
        return properties.getOrDefault(property, Element.NONE);
    }

    /**
     * A property's text.
     *
     * @param property its path
     * @return empty where it has none
     */
    public Optional<String> text(String property) {
        return at(property).value();
    }

    /**
     * A property's value for those who cannot go on without it.
     *
     * @param property its path
     * @return {@link Element#NONE} where it has no value
     * @throws PermissionDeniedException if the login may not read it
     */
    public Element permitted(String property) {
        if (isDenied(property)) {
            throw new PermissionDeniedException(
                    Failure.of("the login may not read '" + property + "' of " + type + " " + id)
                            .backend("vsphere")
                            .nativeCode("NoPermission")
                            .hint("give it the privilege System.Read there"));
        }
        return at(property);
    }

    /**
     * Whether the login may not read a property, so that its value is not known rather than not there.
     *
     * @param property its path
     * @return true if the server refused it
     */
    public boolean isDenied(String property) {
        String fault = refused.get(property);
        return fault != null && !fault.equals("ManagedObjectNotFound");
    }

    /** Its type and id; no values. */
    @Override
    public String toString() {
        return type + ":" + id + " " + properties.keySet() + (refused.isEmpty() ? "" : ", refused " + refused.keySet());
    }
}
