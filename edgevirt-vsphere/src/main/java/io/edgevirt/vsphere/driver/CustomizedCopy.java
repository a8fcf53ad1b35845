package io.edgevirt.vsphere.driver;

import com.vmware.vim25.CustomizationSpec;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Customization;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.LinuxCustomization;
import io.edgevirt.vsphere.StoredCustomization;
import io.edgevirt.vsphere.WindowsCustomization;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.translate.CustomizationRules;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.GuestCustomization;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans a copy whose guest gets names and addresses of its own. */
final class CustomizedCopy {

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();

    CustomizedCopy(Site site) {
        this.site = site;
    }

    Work plan(String from, String name, Customization wanted, Destination to) {
        if (!site.vim().vCenter()) {
            return Work.stopped(Finding.fail(
                    "customization",
                    Problem.UNSUPPORTED,
                    name,
                    "an ESXi host alone customizes no guests",
                    "connect to the vCenter, or use cloudInit(…) of cloneAs"));
        }
        Machine original = new MachineReads(site).machine(from);
        int adapters = (int) original.devices().stream().filter(Device::nic).count();
        findings.addAll(CustomizationRules.of(wanted, adapters));
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Optional<CustomizationSpec> customization = customization(wanted, adapters);
        if (!findings.isEmpty() || customization.isEmpty()) {
            return new Work(findings, List.of());
        }
        CloneSpec spec = new CloneSpec(
                UUID.randomUUID(),
                name,
                false,
                to.datastore(),
                to.host(),
                to.folder(),
                to.resourcePool(),
                Optional.empty());
        Work copy = new CopyPlan(site).plan(from, spec, customization);
        findings.addAll(copy.findings());
        findings.add(Finding.warn(
                "customization",
                name,
                "the guest carries it out at its first start, if VMware Tools are in it",
                "start the copy, and look at the guest's name and addresses"));
        return new Work(findings, copy.steps());
    }

    private Optional<CustomizationSpec> customization(Customization wanted, int adapters) {
        if (wanted instanceof LinuxCustomization linux) {
            return Optional.of(GuestCustomization.linux(linux, adapters));
        }
        if (wanted instanceof WindowsCustomization windows) {
            return Optional.of(GuestCustomization.windows(windows, adapters));
        }
        return stored((StoredCustomization) wanted, adapters);
    }

    private Optional<CustomizationSpec> stored(StoredCustomization wanted, int adapters) {
        Element spec = told(wanted.name());
        if (!spec.present()) {
            findings.add(Finding.fail(
                    "customization",
                    Problem.NOT_FOUND,
                    wanted.name(),
                    "the vCenter keeps no customization of that name",
                    "look under Policies and Profiles, VM Customization Specifications"));
            return Optional.empty();
        }
        findings.addAll(CustomizationRules.of(wanted.name(), spec, adapters));
        return Optional.of(new io.edgevirt.vsphere.vim.CustomizationSpec(spec));
    }

    private Element told(String name) {
        try {
            return site
                    .vim()
                    .told(Requests.customization(site.vim().content().getCustomizationSpecManager(), name), "")
                    .stream()
                    .map(item -> item.at("spec"))
                    .findFirst()
                    .orElse(Element.NONE);
        } catch (NotFoundException e) {
            return Element.NONE;
        }
    }
}
