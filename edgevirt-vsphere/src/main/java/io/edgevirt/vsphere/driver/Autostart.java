package io.edgevirt.vsphere.driver;

import com.vmware.vim25.AutoStartDefaults;
import com.vmware.vim25.AutoStartPowerInfo;
import com.vmware.vim25.AutoStartWaitHeartbeatSetting;
import com.vmware.vim25.HostAutoStartManagerConfig;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Devices;

/** What starts with its host, which vSphere keeps with the host. */
final class Autostart {

    private static final String START = "powerOn";

    private Autostart() {}

    /** Whether a host's settings start a machine. */
    static boolean of(Element config, String vm) {
        return config.flag("defaults/enabled").orElse(false)
                && config.all("powerInfo").stream()
                        .filter(p -> p.at("key").text().equals(vm))
                        .anyMatch(p -> p.at("startAction").text().equalsIgnoreCase(START));
    }

    /**
     * Switches it on or off for one machine; what is not named stays. Delays of -1 and the order -1 mean the host's own.
     *
     * @param manager the id of the host's manager of starts
     */
    static Request request(String manager, String vm, boolean on) {
        AutoStartPowerInfo info = new AutoStartPowerInfo();
        info.key = Devices.reference("VirtualMachine", vm);
        info.startOrder = -1;
        info.startDelay = -1;
        info.waitForHeartbeat = AutoStartWaitHeartbeatSetting.systemDefault;
        info.startAction = on ? START : "none";
        info.stopDelay = -1;
        info.stopAction = "systemDefault";
        HostAutoStartManagerConfig config = new HostAutoStartManagerConfig();
        if (on) {
            AutoStartDefaults defaults = new AutoStartDefaults();
            defaults.enabled = true;
            config.defaults = defaults;
        }
        config.powerInfo = new AutoStartPowerInfo[] {info};
        return Request.on("HostAutoStartManager", manager, "ReconfigureAutostart")
                .with("spec", "HostAutoStartManagerConfig", config);
    }
}
