package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.vsphere.translate.ExportRequests.Fetched;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests that take machines out")
class ExportRequestsTest {

    @Test
    @DisplayName("ask a machine for a lease, and a lease for what it sent")
    void lease() {
        assertEquals(
                "<ExportVm xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this></ExportVm>",
                ExportRequests.export("vm-42").xml());
        assertEquals(
                "<HttpNfcLeaseGetManifest xmlns=\"urn:vim25\"><_this type=\"HttpNfcLease\">l-1</_this>"
                        + "</HttpNfcLeaseGetManifest>",
                ExportRequests.manifest("l-1").xml());
    }

    @Test
    @DisplayName("ask for a descriptor with the files in the order of the schema; what is not known is left out")
    void descriptor() {
        String xml = ExportRequests.descriptor(
                        Devices.reference("OvfManager", "OvfManager"),
                        "vm-42",
                        "a & b",
                        List.of(
                                new Fetched("/vm-42/0", "a.vmdk", 7, OptionalLong.of(9), OptionalLong.of(8)),
                                new Fetched("/vm-42/1", "b.vmdk", 5, OptionalLong.empty(), OptionalLong.empty())))
                .xml();
        assertEquals(
                "<CreateDescriptor xmlns=\"urn:vim25\"><_this type=\"OvfManager\">OvfManager</_this>"
                        + "<obj type=\"VirtualMachine\">vm-42</obj><cdp>"
                        + "<ovfFiles><deviceId>/vm-42/0</deviceId><path>a.vmdk</path><size>7</size>"
                        + "<capacity>9</capacity><populatedSize>8</populatedSize></ovfFiles>"
                        + "<ovfFiles><deviceId>/vm-42/1</deviceId><path>b.vmdk</path><size>5</size></ovfFiles>"
                        + "<name>a &amp; b</name><includeImageFiles>false</includeImageFiles></cdp>"
                        + "</CreateDescriptor>",
                xml);
    }
}
