package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import io.edgevirt.vsphere.read.Reference;

/**
 * The objects from which an inventory is read, as the server's {@code ServiceContent} names them.
 *
 * @param propertyCollector reads properties
 * @param viewManager makes views
 * @param rootFolder holds all else
 */
public record Roots(Reference propertyCollector, Reference viewManager, Reference rootFolder) {

    /**
     * The same of what a server offers.
     *
     * @param content what it offers
     * @return its roots
     */
    public static Roots of(ServiceContent content) {
        return new Roots(
                reference(content.getPropertyCollector()),
                reference(content.getViewManager()),
                reference(content.getRootFolder()));
    }

    private static Reference reference(ManagedObjectReference object) {
        return new Reference(object.getType(), object.getVal());
    }
}
