package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ClusterDrsConfigInfo;
import com.vmware.vim25.DrsBehavior;
import io.edgevirt.Finding;
import io.edgevirt.vsphere.Automation;
import io.edgevirt.vsphere.DRSSettings;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of DRS that are wanted, by the names of the vSphere API. */
final class WantedDRS implements DRSSettings {

    private static final String BEHAVIOUR = "defaultVmBehavior";
    private static final int MOST = 5;

    private final Map<String, String> wanted = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private WantedDRS set(String field, String value) {
        wanted.put(field, value);
        return this;
    }

    @Override
    public DRSSettings enabled(boolean on) {
        return set("enabled", String.valueOf(on));
    }

    @Override
    public DRSSettings automation(Automation level) {
        if (behaviour(level).isEmpty()) {
            findings.add(SiteNames.invalid(
                    "automation", level.name(), "MANUAL, PARTIAL or FULL", "enabled(false) switches DRS off"));
        }
        return set(BEHAVIOUR, behaviour(level));
    }

    @Override
    public DRSSettings overrides(boolean on) {
        return set("enableVmBehaviorOverrides", String.valueOf(on));
    }

    @Override
    public DRSSettings rate(int rate) {
        if (rate < 1 || rate > MOST) {
            findings.add(SiteNames.invalid("rate", String.valueOf(rate), "1 to " + MOST, "3 is vSphere's default"));
        }
        return set("vmotionRate", String.valueOf(rate));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** As vSphere writes a level; empty where it has none. */
    static String behaviour(Automation level) {
        return switch (level) {
            case MANUAL -> "manual";
            case PARTIAL -> "partiallyAutomated";
            case FULL -> "fullyAutomated";
            case OFF, AS_CLUSTER -> "";
        };
    }

    static Automation level(String behaviour) {
        return switch (behaviour) {
            case "manual" -> Automation.MANUAL;
            case "partiallyAutomated" -> Automation.PARTIAL;
            case "fullyAutomated" -> Automation.FULL;
            default -> Automation.AS_CLUSTER;
        };
    }

    void into(ClusterDrsConfigInfo drs) {
        wanted.forEach((field, value) -> {
            switch (field) {
                case "enabled" -> drs.enabled = Boolean.valueOf(value);
                case BEHAVIOUR -> drs.defaultVmBehavior = DrsBehavior.valueOf(value);
                case "enableVmBehaviorOverrides" -> drs.enableVmBehaviorOverrides = Boolean.valueOf(value);
                default -> drs.vmotionRate = Integer.valueOf(value);
            }
        });
    }

    /** Whether all that is wanted is so already. */
    boolean fits(Element drs) {
        return wanted.entrySet().stream()
                .allMatch(w -> drs.at(w.getKey()).text().equals(w.getValue()));
    }
}
