package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;

/** What properties are asked for. */
final class Filters {

    private Filters() {}

    /** Some properties of one object. */
    static PropertyFilterSpec one(ManagedObjectReference object, String... paths) {
        PropertySpec properties = new PropertySpec();
        properties.setType(object.getType());
        properties.setAll(false);
        properties.setPathSet(paths);
        ObjectSpec which = new ObjectSpec();
        which.setObj(object);
        PropertyFilterSpec filter = new PropertyFilterSpec();
        filter.setPropSet(new PropertySpec[] {properties});
        filter.setObjectSet(new ObjectSpec[] {which});
        return filter;
    }
}
