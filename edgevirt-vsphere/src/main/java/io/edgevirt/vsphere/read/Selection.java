package io.edgevirt.vsphere.read;

import java.util.List;

/**
 * What to read of the objects of a type.
 *
 * @param type the name of the managed type; objects of its subtypes fit as well
 * @param paths the paths of the properties, such as {@code runtime.powerState}; those that all objects of the type have
 */
public record Selection(String type, List<String> paths) {

    // Copies the list.
    public Selection {
        paths = List.copyOf(paths);
    }

    /**
     * Properties of the objects of a type.
     *
     * @param type the name of the managed type
     * @param paths the properties' paths
     * @return the selection
     */
    public static Selection of(String type, String... paths) {
        return new Selection(type, List.of(paths));
    }
}
