package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.vsphere.read.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server is licensed as")
class LicenceTest {

    /** Licences by edition key and name, in turns. */
    private static Element licences(String... told) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < told.length; i += 2) {
            all.add(new Element(
                    "LicenseManagerLicenseInfo",
                    "",
                    "",
                    List.of(
                            Element.of("licenseKey", "", "AAAAA-BBBBB"),
                            Element.of("editionKey", "", told[i]),
                            Element.of("name", "", told[i + 1])),
                    Map.of()));
        }
        return new Element("val", "ArrayOfLicenseManagerLicenseInfo", "", all, Map.of());
    }

    @Test
    @DisplayName("is the vCenter's own licence, not one of its hosts'")
    void vCenter() {
        Element all = licences(
                "esx.enterprisePlus.cpuPackage", "vSphere 8 Enterprise Plus",
                "vc.standard.instance", "vCenter Server 8 Standard");
        assertEquals(
                Optional.of("vCenter Server 8 Standard"), Licence.of(all, true).name());
    }

    @Test
    @DisplayName("is the host's one licence")
    void host() {
        assertEquals(
                Optional.of("vSphere 8 Hypervisor"),
                Licence.of(licences("esx.hypervisor.cpuPackage", "vSphere 8 Hypervisor"), false)
                        .name());
    }

    @Test
    @DisplayName("is not known where several could be meant, or none is told")
    void unknown() {
        Element two = licences("vc.standard.instance", "A", "vc.foundation.instance", "B");
        assertEquals(Optional.empty(), Licence.of(two, true).name());
        assertEquals(Licence.UNKNOWN, Licence.of(Element.NONE, true));
        assertEquals(Licence.UNKNOWN, Licence.of(licences("esx.x", "H"), true));
    }

    @Test
    @DisplayName("is a subscription of vSphere+ where a licence's name says so")
    void subscribed() {
        assertTrue(Licence.of(licences("esx.plus", "VMware vSphere+"), true).subscribed());
    }
}
