package io.edgevirt.vsphere;

/**
 * A customization that the vCenter keeps, with its secrets as the vCenter encrypted them.
 *
 * @param name its name
 */
public record StoredCustomization(String name) implements Customization {}
