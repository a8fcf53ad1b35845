package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.CustomizationSpec;
import com.vmware.vim25.VirtualMachineCloneSpec;
import io.edgevirt.Secret;
import io.edgevirt.vsphere.AdapterAddress;
import io.edgevirt.vsphere.Customization;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.soap.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a copy's guest gets of its own")
class GuestCustomizationTest {

    private static Request request(CustomizationSpec customization) {
        VirtualMachineCloneSpec spec = new VirtualMachineCloneSpec();
        spec.customization = customization;
        return Requests.copy("vm-42", "group-v3", "edge-02", spec);
    }

    private static String sent(CustomizationSpec customization) {
        String xml = request(customization).xml();
        return xml.substring(xml.indexOf("<customization>"), xml.indexOf("<powerOn>"));
    }

    @Test
    @DisplayName("Linux gets its name, zone and name servers, and each adapter an address or DHCP")
    void linux() {
        var wanted = Customization.linux("edge-02", "plant.example")
                .timeZone("Europe/Berlin")
                .dns("10.0.7.2")
                .searched("plant.example")
                .adapter(AdapterAddress.fixed("10.0.7.21", "255.255.255.0", "10.0.7.1"));

        assertEquals(List.of(), CustomizationRules.of(wanted, 2));
        assertEquals(
                "<customization><options xsi:type=\"CustomizationLinuxOptions\"></options>"
                        + "<identity xsi:type=\"CustomizationLinuxPrep\">"
                        + "<hostName xsi:type=\"CustomizationFixedName\"><name>edge-02</name></hostName>"
                        + "<domain>plant.example</domain><timeZone>Europe/Berlin</timeZone>"
                        + "<hwClockUTC>true</hwClockUTC></identity><globalIPSettings>"
                        + "<dnsSuffixList>plant.example</dnsSuffixList><dnsServerList>10.0.7.2</dnsServerList>"
                        + "</globalIPSettings><nicSettingMap><adapter><ip xsi:type=\"CustomizationFixedIp\">"
                        + "<ipAddress>10.0.7.21</ipAddress></ip><subnetMask>255.255.255.0</subnetMask>"
                        + "<gateway>10.0.7.1</gateway></adapter></nicSettingMap><nicSettingMap><adapter>"
                        + "<ip xsi:type=\"CustomizationDhcpIpGenerator\"></ip></adapter></nicSettingMap>"
                        + "</customization>",
                sent(GuestCustomization.linux(wanted, 2)));
    }

    @Test
    @DisplayName("Windows gets its name, owner, password and domain, and no secret is shown")
    void windows() {
        var wanted = Customization.windows("EDGE-02", "Line 7", "Plant")
                .password(Secret.of("pw-local".toCharArray()))
                .productKey(Secret.of("AAAAA-BBBBB".toCharArray()))
                .timeZone(110)
                .domain("plant.example", "joiner", Secret.of("pw-join".toCharArray()));
        Request request = request(GuestCustomization.windows(wanted, 1));

        assertEquals(List.of(), CustomizationRules.of(wanted, 1));
        assertEquals(
                "<customization><options xsi:type=\"CustomizationWinOptions\"><changeSID>true</changeSID>"
                        + "<deleteAccounts>false</deleteAccounts></options>"
                        + "<identity xsi:type=\"CustomizationSysprep\"><guiUnattended><password><value>pw-local</value>"
                        + "<plainText>true</plainText></password><timeZone>110</timeZone><autoLogon>false</autoLogon>"
                        + "<autoLogonCount>0</autoLogonCount></guiUnattended><userData><fullName>Line 7</fullName>"
                        + "<orgName>Plant</orgName><computerName xsi:type=\"CustomizationFixedName\">"
                        + "<name>EDGE-02</name></computerName><productId>AAAAA-BBBBB</productId></userData>"
                        + "<identification><joinDomain>plant.example</joinDomain><domainAdmin>joiner</domainAdmin>"
                        + "<domainAdminPassword><value>pw-join</value><plainText>true</plainText>"
                        + "</domainAdminPassword></identification></identity><globalIPSettings></globalIPSettings>"
                        + "<nicSettingMap><adapter><ip xsi:type=\"CustomizationDhcpIpGenerator\"></ip></adapter>"
                        + "</nicSettingMap></customization>",
                sent(GuestCustomization.windows(wanted, 1)));
        assertFalse(request.shown().contains("pw-"), request.shown());
        assertFalse(request.shown().contains("AAAAA"), request.shown());
        assertFalse(wanted.toString().contains("pw-"));
    }

    @Nested
    @DisplayName("One that the vCenter keeps")
    class Stored {

        private final Element spec = new Element(
                "spec",
                "",
                "",
                List.of(
                        new Element(
                                "identity",
                                "CustomizationOfTomorrow",
                                "",
                                List.of(
                                        Element.of("scriptText", "", "a < b"),
                                        new Element(
                                                "password",
                                                "",
                                                "",
                                                List.of(Element.of("value", "", "encrypted")),
                                                Map.of())),
                                Map.of()),
                        Element.of("nicSettingMap", "", ""),
                        Element.of("encryptionKey", "", "48"),
                        Element.of("encryptionKey", "", "49")),
                Map.of());

        @Test
        @DisplayName("goes back as it came, what vijava does not know included")
        void verbatim() {
            assertEquals(
                    "<customization><identity xsi:type=\"CustomizationOfTomorrow\"><scriptText>a &lt; b</scriptText>"
                            + "<password><value>encrypted</value></password></identity>"
                            + "<nicSettingMap></nicSettingMap><encryptionKey>48</encryptionKey>"
                            + "<encryptionKey>49</encryptionKey></customization>",
                    sent(new io.edgevirt.vsphere.vim.CustomizationSpec(spec)));
        }

        @Test
        @DisplayName("shows no password")
        void masked() {
            assertFalse(request(new io.edgevirt.vsphere.vim.CustomizationSpec(spec))
                    .shown()
                    .contains("encrypted"));
        }

        @Test
        @DisplayName("is refused for a copy with another number of adapters, or if a person is to be asked")
        void refused() {
            Element asks = new Element(
                    "spec", "", "", List.of(Element.of("ip", "CustomizationUnknownIpGenerator", "")), Map.of());

            assertEquals(List.of(), CustomizationRules.of("line", spec, 1));
            assertEquals(1, CustomizationRules.of("line", spec, 2).size());
            assertEquals(1, CustomizationRules.of("line", asks, 0).size());
        }
    }

    @ParameterizedTest
    @DisplayName("names that a guest would not take are refused by name")
    @ValueSource(strings = {"", "-edge", "edge-", "edge.plant", "edge 02", "a\u0000b", "ed_ge"})
    void names(String name) {
        assertTrue(CustomizationRules.of(Customization.linux(name, "plant.example"), 0).stream()
                .anyMatch(f -> f.toString().contains("hostName")));
        assertTrue(CustomizationRules.of(Customization.windows(name, "o", "o"), 0).stream()
                .anyMatch(f -> f.toString().contains("computerName")));
    }

    @ParameterizedTest
    @DisplayName("addresses and masks that are none are refused")
    @ValueSource(strings = {"255.0.255.0", "0.0.0.0", "255.255.255", "256.0.0.0", "255.255.255.0.", "x"})
    void masks(String mask) {
        assertEquals(
                1,
                CustomizationRules.of(
                                Customization.linux("edge", "plant.example")
                                        .adapter(AdapterAddress.fixed("10.0.0.9", mask)),
                                1)
                        .size());
    }

    @Test
    @DisplayName("more addresses than adapters are refused")
    void tooMany() {
        assertEquals(
                1,
                CustomizationRules.of(
                                Customization.linux("edge", "plant.example").adapter(AdapterAddress.dhcp()), 0)
                        .size());
    }
}
