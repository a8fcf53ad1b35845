package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.Checksum;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans files that a node fetches. */
final class DownloadPlan {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Site site;
    private final Store store;

    DownloadPlan(Site site, Store store) {
        this.site = site;
        this.store = store;
    }

    /**
     * Plans it.
     *
     * @param checksum such as {@code sha256:9f86…}; empty for none
     */
    Work download(URI url, String name, Optional<String> checksum) {
        UploadPlan files = new UploadPlan(site, store);
        List<Finding> findings = new ArrayList<>(files.named(name));
        if (!SCHEMES.contains(Optional.ofNullable(url.getScheme()).orElse("")) || url.getHost() == null) {
            findings.add(Finding.fail(
                    "url",
                    Problem.INVALID,
                    shown(url),
                    "Proxmox VE fetches by http:// and https:// alone",
                    "upload it"));
        }
        Optional<Checksum> sum = checksum.flatMap(Checksum::parse);
        if (sum.isPresent() != checksum.isPresent()) {
            findings.add(Finding.fail(
                    "checksum",
                    Problem.INVALID,
                    checksum.orElse(""),
                    "it is an algorithm, a colon, and as many hexadecimal digits as the algorithm makes",
                    "write it as sha256:9f86…"));
        }
        if (findings.isEmpty()) {
            new VolumePlan(site, store).taken(name).ifPresent(findings::add);
        }
        return findings.isEmpty()
                ? Work.of(step(url, name, files.content(name).orElseThrow(), sum))
                : new Work(findings, List.of());
    }

    private Step step(URI url, String name, String content, Optional<Checksum> sum) {
        String volid = store.storage() + ":" + content + "/" + name;
        Map<String, String> tells = Map.of(Step.VOLUME, volid);
        Set<String> before = RecentTasks.read(site.pve()).names();
        Call call = StorageRequests.download(store.node(), store.storage(), content, name);
        Call from = secret(url) ? call.withSecret("url", url.toASCIIString()) : call.with("url", url.toASCIIString());
        Call whole = sum.map(s -> from.with("checksum-algorithm", s.algorithm()).with("checksum", s.digits()))
                .orElse(from);
        return new PveStep(site.pve(), "fetch " + volid + " from " + shown(url), whole)
                .task()
                .tells(Step.VOLUME, volid)
                .makes("volume " + volid)
                .landed(results -> RecentTasks.read(site.pve())
                        .of(Set.of("download"), name)
                        .own(site.pve(), before)
                        .landed(tells)
                        // Another's of that name may have come meanwhile.
                        .orElseGet(() ->
                                new Contents(site, store).find(volid).isPresent() ? Landed.unknown() : Landed.no()));
    }

    private static boolean secret(URI url) {
        return url.getRawUserInfo() != null || url.getRawQuery() != null;
    }

    /** Without user and query, which may hold passwords and tickets. */
    private static String shown(URI url) {
        String path = Optional.ofNullable(url.getRawPath()).orElse("");
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + path;
    }
}
