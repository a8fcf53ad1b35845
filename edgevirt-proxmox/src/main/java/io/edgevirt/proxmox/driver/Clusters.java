package io.edgevirt.proxmox.driver;

import io.edgevirt.ClusterInfo;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.Work;

/** The cluster that the server belongs to: one, or none. */
final class Clusters implements ClusterRole {

    private final Site site;
    private final Neighbours neighbours;

    Clusters(Site site, Neighbours neighbours) {
        this.site = site;
        this.neighbours = neighbours;
    }

    @Override
    public Page<ClusterInfo> list(String from) {
        return Page.all(HaFacts.read(site).info().stream().toList());
    }

    @Override
    public ClusterInfo read(String id) {
        return HaFacts.read(site).info().filter(c -> c.id().equals(id)).orElseThrow(() -> absent(id));
    }

    private static NotFoundException absent(String id) {
        return new NotFoundException(
                Failure.of("the server belongs to no cluster '" + id + "'").backend(Faults.BACKEND));
    }

    @Override
    public Work create(ClusterSpec spec) {
        return new ClusterPlan(site, neighbours).create(spec);
    }

    @Override
    public Work protect(Ref cluster, ProtectionSpec spec) {
        return new HaPlan(site).protect(spec);
    }

    @Override
    public Work rule(Ref cluster, RuleSpec spec) {
        return new HaPlan(site).rule(spec);
    }
}
