package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.function.Consumer;

/**
 * A domain's definition twice: as plans may show it, and with its secrets, as libvirt must get it back.
 *
 * @param shown without secrets
 * @param full with them
 */
record Definition(XmlElement shown, XmlElement full) {

    static Definition of(String shown, String full) {
        return new Definition(XmlElement.parse(shown), XmlElement.parse(full));
    }

    /** A copy on which the same edit was made twice. */
    Definition edited(Consumer<XmlElement> edit) {
        Definition copy = new Definition(shown.copy(), full.copy());
        edit.accept(copy.shown);
        edit.accept(copy.full);
        return copy;
    }

    DomainText text() {
        return new DomainText(shown);
    }
}
