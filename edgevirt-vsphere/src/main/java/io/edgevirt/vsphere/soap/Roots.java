package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.read.Reference;

/**
 * The objects from which an inventory is read, as the server's {@code ServiceContent} names them.
 *
 * @param propertyCollector reads properties
 * @param viewManager makes views
 * @param rootFolder holds all else
 */
public record Roots(Reference propertyCollector, Reference viewManager, Reference rootFolder) {}
