package io.edgevirt.vsphere;

/**
 * What a copy's guest gets of its own: name, addresses, membership. vSphere hands it to the guest, where VMware Tools must
 * be installed and carry it out at the copy's first start; that the copy is made says nothing of it.
 */
public sealed interface Customization permits StoredCustomization, LinuxCustomization, WindowsCustomization {

    /**
     * One that the vCenter keeps.
     *
     * @param name its name there, told from others by case
     * @return the customization
     */
    static StoredCustomization stored(String name) {
        return new StoredCustomization(name);
    }

    /**
     * One for Linux. Every adapter asks DHCP unless it is said otherwise.
     *
     * @param hostName the host's name without its domain
     * @param domain the domain, such as {@code plant.example}
     * @return the customization
     */
    static LinuxCustomization linux(String hostName, String domain) {
        return LinuxCustomization.of(hostName, domain);
    }

    /**
     * One for Windows, by Sysprep. Every adapter asks DHCP, and it joins the workgroup {@code WORKGROUP}, unless it is said
     * otherwise.
     *
     * @param computerName the computer's name, at most 15 characters
     * @param owner the owner's full name
     * @param organization the owner's organization
     * @return the customization
     */
    static WindowsCustomization windows(String computerName, String owner, String organization) {
        return WindowsCustomization.of(computerName, owner, organization);
    }
}
