package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ClusterDasConfigInfo;
import io.edgevirt.vsphere.HASettings;
import io.edgevirt.vsphere.read.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of HA that are wanted, by the names of the vSphere API. */
final class WantedHA implements HASettings {

    private final Map<String, String> wanted = new LinkedHashMap<>();

    private WantedHA set(String field, String value) {
        wanted.put(field, value);
        return this;
    }

    @Override
    public HASettings enabled(boolean on) {
        return set("enabled", String.valueOf(on));
    }

    @Override
    public HASettings hostMonitoring(boolean on) {
        return set("hostMonitoring", on ? "enabled" : "disabled");
    }

    @Override
    public HASettings admissionControl(boolean on) {
        return set("admissionControlEnabled", String.valueOf(on));
    }

    @Override
    public HASettings vmMonitoring(boolean on) {
        return set("vmMonitoring", on ? "vmMonitoringOnly" : "vmMonitoringDisabled");
    }

    void into(ClusterDasConfigInfo das) {
        wanted.forEach((field, value) -> {
            switch (field) {
                case "enabled" -> das.enabled = Boolean.valueOf(value);
                case "hostMonitoring" -> das.hostMonitoring = value;
                case "admissionControlEnabled" -> das.admissionControlEnabled = Boolean.valueOf(value);
                default -> das.vmMonitoring = value;
            }
        });
    }

    /** Whether all that is wanted is so already. */
    boolean fits(Element das) {
        return wanted.entrySet().stream()
                .allMatch(w -> das.at(w.getKey()).text().equals(w.getValue()));
    }
}
