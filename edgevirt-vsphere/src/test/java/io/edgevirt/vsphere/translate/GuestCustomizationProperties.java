package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.VirtualMachineCloneSpec;
import io.edgevirt.vsphere.Customization;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Texts of customizations")
class GuestCustomizationProperties {

    @Property(tries = 300)
    @Label("what passes the rules is sent as text and never as markup")
    void hostile(@ForAll String zone) {
        var wanted = Customization.linux("edge", "plant.example").timeZone(zone);
        boolean refused = !CustomizationRules.of(wanted, 0).isEmpty();
        VirtualMachineCloneSpec spec = new VirtualMachineCloneSpec();
        spec.customization = GuestCustomization.linux(wanted, 0);
        String text = zone.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");

        assertTrue(refused
                || Requests.copy("vm-42", "group-v3", "edge-02", spec)
                        .xml()
                        .contains("<timeZone>" + text + "</timeZone>"));
    }
}
