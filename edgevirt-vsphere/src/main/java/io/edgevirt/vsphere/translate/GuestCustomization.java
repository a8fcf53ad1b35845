package io.edgevirt.vsphere.translate;

import com.vmware.vim25.CustomizationAdapterMapping;
import com.vmware.vim25.CustomizationDhcpIpGenerator;
import com.vmware.vim25.CustomizationFixedIp;
import com.vmware.vim25.CustomizationFixedName;
import com.vmware.vim25.CustomizationGlobalIPSettings;
import com.vmware.vim25.CustomizationGuiUnattended;
import com.vmware.vim25.CustomizationIPSettings;
import com.vmware.vim25.CustomizationIdentification;
import com.vmware.vim25.CustomizationLinuxOptions;
import com.vmware.vim25.CustomizationLinuxPrep;
import com.vmware.vim25.CustomizationPassword;
import com.vmware.vim25.CustomizationSpec;
import com.vmware.vim25.CustomizationSysprep;
import com.vmware.vim25.CustomizationUserData;
import com.vmware.vim25.CustomizationWinOptions;
import io.edgevirt.Secret;
import io.edgevirt.vsphere.AdapterAddress;
import io.edgevirt.vsphere.LinuxCustomization;
import io.edgevirt.vsphere.WindowsCustomization;
import java.util.Arrays;
import java.util.List;

/** Customizations, as vSphere wants them: an entry for each adapter of the copy, no more and no fewer. */
public final class GuestCustomization {

    private GuestCustomization() {}

    /**
     * One for Linux.
     *
     * @param wanted what is wanted
     * @param adapters how many adapters the copy has
     * @return the specification
     */
    public static CustomizationSpec linux(LinuxCustomization wanted, int adapters) {
        CustomizationLinuxPrep prep = new CustomizationLinuxPrep();
        prep.hostName = name(wanted.hostName());
        prep.domain = wanted.domain();
        wanted.timeZone().ifPresent(zone -> prep.timeZone = zone);
        prep.hwClockUTC = true;
        CustomizationSpec spec = new CustomizationSpec();
        spec.options = new CustomizationLinuxOptions();
        spec.identity = prep;
        spec.globalIPSettings = new CustomizationGlobalIPSettings();
        spec.globalIPSettings.dnsSuffixList = array(wanted.searched());
        spec.globalIPSettings.dnsServerList = array(wanted.dns());
        spec.nicSettingMap = adapters(wanted.adapters(), adapters);
        return spec;
    }

    /**
     * One for Windows. It holds the secrets in clear, as it is sent.
     *
     * @param wanted what is wanted
     * @param adapters how many adapters the copy has
     * @return the specification
     */
    public static CustomizationSpec windows(WindowsCustomization wanted, int adapters) {
        CustomizationSysprep prep = new CustomizationSysprep();
        prep.guiUnattended = new CustomizationGuiUnattended();
        wanted.password().ifPresent(p -> prep.guiUnattended.password = password(p));
        prep.guiUnattended.timeZone = wanted.timeZone();
        prep.userData = new CustomizationUserData();
        prep.userData.fullName = wanted.owner();
        prep.userData.orgName = wanted.organization();
        prep.userData.computerName = name(wanted.computerName());
        prep.userData.productId =
                wanted.productKey().map(GuestCustomization::clear).orElse("");
        prep.identification = identification(wanted);
        CustomizationWinOptions options = new CustomizationWinOptions();
        options.changeSID = true;
        CustomizationSpec spec = new CustomizationSpec();
        spec.options = options;
        spec.identity = prep;
        spec.globalIPSettings = new CustomizationGlobalIPSettings();
        spec.globalIPSettings.dnsSuffixList = array(wanted.searched());
        spec.nicSettingMap = adapters(wanted.adapters(), adapters);
        return spec;
    }

    private static CustomizationIdentification identification(WindowsCustomization wanted) {
        CustomizationIdentification membership = new CustomizationIdentification();
        if (wanted.domain().isEmpty()) {
            membership.joinWorkgroup = wanted.workgroup();
        }
        wanted.domain().ifPresent(domain -> {
            membership.joinDomain = domain.name();
            membership.domainAdmin = domain.administrator();
            membership.domainAdminPassword = password(domain.password());
        });
        return membership;
    }

    private static CustomizationFixedName name(String fixed) {
        CustomizationFixedName name = new CustomizationFixedName();
        name.name = fixed;
        return name;
    }

    private static CustomizationPassword password(Secret secret) {
        CustomizationPassword password = new CustomizationPassword();
        password.value = clear(secret);
        password.plainText = true;
        return password;
    }

    private static String clear(Secret secret) {
        char[] characters = secret.reveal();
        try {
            return new String(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(new String[0]);
    }

    private static CustomizationAdapterMapping[] adapters(List<AdapterAddress> named, int count) {
        CustomizationAdapterMapping[] all = new CustomizationAdapterMapping[count];
        for (int i = 0; i < count; i++) {
            all[i] = new CustomizationAdapterMapping();
            all[i].adapter = adapter(i < named.size() ? named.get(i) : AdapterAddress.dhcp());
        }
        return all;
    }

    private static CustomizationIPSettings adapter(AdapterAddress wanted) {
        CustomizationIPSettings settings = new CustomizationIPSettings();
        settings.ip = new CustomizationDhcpIpGenerator();
        wanted.address().ifPresent(address -> {
            CustomizationFixedIp fixed = new CustomizationFixedIp();
            fixed.ipAddress = address;
            settings.ip = fixed;
        });
        wanted.netmask().ifPresent(mask -> settings.subnetMask = mask);
        settings.gateway = array(wanted.gateways());
        settings.dnsServerList = array(wanted.dns());
        return settings;
    }
}
