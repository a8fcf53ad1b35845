package io.edgevirt.vsphere.read;

/**
 * A way from an object to others, along which a read goes on.
 *
 * @param name what the way is called; one name for each way
 * @param type the managed type that it begins at; its subtypes as well
 * @param path the property that names the objects at its end
 */
public record Way(String name, String type, String path) {}
