package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.List;

/**
 * A placement rule.
 *
 * @param kind what it does
 * @param name its name
 * @param vms the machines
 * @param hosts for PIN: the hosts' names, paths or ids
 */
public record RuleSpec(Kind kind, String name, List<Ref> vms, List<String> hosts) {

    // Copies the lists.
    public RuleSpec {
        vms = List.copyOf(vms);
        hosts = List.copyOf(hosts);
    }

    /** What a rule does. */
    public enum Kind {
        /** Keeps machines on some hosts. */
        PIN,
        /** Keeps machines on different hosts. */
        APART,
        /** Keeps machines on the same host. */
        TOGETHER
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
