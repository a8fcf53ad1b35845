package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.read.Element;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests about OVF")
class OvfRequestsTest {

    private final Place place = Wishes.place();

    @Test
    @DisplayName("what the server made of a descriptor goes back as it came, with the change's mark among its elements")
    void verbatim() {
        Element config = new Element(
                "configSpec",
                "",
                "",
                List.of(
                        Element.of("name", "", "a & b"),
                        Element.of("version", "", "vmx-21"),
                        Element.of("instanceUuid", "", "of another"),
                        Element.of("fieldOfTomorrow", "xsd:string", "kept")),
                Map.of());
        Element pool = new Element("resPoolEntity", "", "resgroup-8", List.of(), Map.of("type", "ResourcePool"));
        Element spec = new Element("importSpec", "VirtualMachineImportSpec", "", List.of(config, pool), Map.of());
        String xml = OvfRequests.bring(spec, Wishes.TOKEN, place).xml();

        assertEquals(
                "<spec xsi:type=\"VirtualMachineImportSpec\"><configSpec><name>a &amp; b</name>"
                        + "<version>vmx-21</version><instanceUuid>" + Wishes.TOKEN + "</instanceUuid>"
                        + "<fieldOfTomorrow xsi:type=\"xsd:string\">kept</fieldOfTomorrow></configSpec>"
                        + "<resPoolEntity type=\"ResourcePool\">resgroup-8</resPoolEntity></spec>",
                xml.substring(xml.indexOf("<spec"), xml.indexOf("</spec>") + "</spec>".length()));
    }

    @Test
    @DisplayName("the settings are parameters in the order of the schema")
    void parameters() {
        var settings = OvfSettings.to(Destination.anywhere())
                .property("line", "7")
                .deployment("small")
                .thin(true);
        String xml = OvfRequests.read(
                        Devices.reference("OvfManager", "OvfManager"),
                        "<Envelope/>",
                        "a/b",
                        place,
                        Map.of("line", Wishes.NETWORK),
                        settings)
                .xml()
                .replaceFirst("<hostSystem.*</hostSystem>", "");

        assertEquals(
                "<cisp><locale></locale><deploymentOption>small</deploymentOption><entityName>a%2fb</entityName>"
                        + "<networkMapping><name>line</name><network type=\"Network\">" + Wishes.NETWORK.id()
                        + "</network></networkMapping><propertyMapping><key>line</key><value>7</value>"
                        + "</propertyMapping><diskProvisioning>thin</diskProvisioning></cisp>",
                xml.substring(xml.indexOf("<cisp>"), xml.indexOf("</cisp>") + "</cisp>".length()));
    }

    @Test
    @DisplayName("a lease is told of its progress, completed and ended early by its id")
    void lease() {
        assertEquals(
                "<HttpNfcLeaseProgress xmlns=\"urn:vim25\"><_this type=\"HttpNfcLease\">l-1</_this>"
                        + "<percent>42</percent></HttpNfcLeaseProgress>",
                OvfRequests.progress("l-1", 42).xml());
        assertEquals(
                "<HttpNfcLeaseComplete xmlns=\"urn:vim25\"><_this type=\"HttpNfcLease\">l-1</_this>"
                        + "</HttpNfcLeaseComplete>",
                OvfRequests.complete("l-1").xml());
        assertEquals(
                "<HttpNfcLeaseAbort xmlns=\"urn:vim25\"><_this type=\"HttpNfcLease\">l-1</_this></HttpNfcLeaseAbort>",
                OvfRequests.abort("l-1").xml());
    }
}
