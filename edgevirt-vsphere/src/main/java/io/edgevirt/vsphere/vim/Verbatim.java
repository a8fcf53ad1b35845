package io.edgevirt.vsphere.vim;

import io.edgevirt.vsphere.read.Element;

/**
 * A value that the server told and that is sent back as it was told: what is newer than vijava would be lost if it were
 * read into vijava's objects.
 */
public interface Verbatim {

    /**
     * What was told.
     *
     * @return the element, of whose name nothing is sent
     */
    Element told();
}
