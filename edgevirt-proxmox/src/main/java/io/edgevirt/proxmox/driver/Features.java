package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.proxmox.http.Version;
import java.util.EnumMap;
import java.util.Map;

/** What Proxmox VE can do: at best, and as far as a version goes. Each area says its own. */
public final class Features {

    private static final Map<Feature, Support> BEST = all();

    private Features() {}

    /**
     * What can be done at best.
     *
     * @return an answer for every feature
     */
    public static Map<Feature, Support> best() {
        return Map.copyOf(BEST);
    }

    /** What this connection can do. */
    static Support of(Feature feature, Version version) {
        Support best = BEST.getOrDefault(feature, Support.no("Proxmox VE has no such thing", ""));
        return version.atLeast(7) ? best : Support.no("Proxmox VE " + version + " is too old", "upgrade it");
    }

    private static Map<Feature, Support> all() {
        Map<Feature, Support> all = new EnumMap<>(Feature.class);
        MachineFeatures.put(all);
        ChangeFeatures.put(all);
        InsideFeatures.put(all);
        SiteFeatures.put(all);
        StoreFeatures.put(all);
        return all;
    }
}
