package io.edgevirt.vsphere.vim;

import io.edgevirt.vsphere.read.Element;

/** A customization that the vCenter keeps, as it told it. */
public class CustomizationSpec extends com.vmware.vim25.CustomizationSpec implements Verbatim {

    private final Element kept;

    /**
     * Takes what was told.
     *
     * @param kept the element
     */
    public CustomizationSpec(Element kept) {
        this.kept = kept;
    }

    @Override
    public Element told() {
        return kept;
    }
}
