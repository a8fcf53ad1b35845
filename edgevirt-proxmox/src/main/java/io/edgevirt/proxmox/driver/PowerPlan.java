package io.edgevirt.proxmox.driver;

import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import java.time.Duration;

/** Power verbs. */
final class PowerPlan {

    private final Site site;

    PowerPlan(Site site) {
        this.site = site;
    }

    Work plan(Ref vm, PowerVerb verb, Duration atMost) {
        throw Unfilled.yet(verb + " of " + vm.id() + " on " + site.server() + " within " + atMost);
    }
}
