package io.edgevirt.proxmox.faults;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.proxmox.fake.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** One change and one trouble, at every request in turn, at a cluster of its own. */
final class Lane {

    private static final int MOST_REQUESTS = 100;

    /** What takes longer on a busy machine is taken for silence, and the truth must be told all the same. */
    private static final Duration SHORT = Duration.ofMillis(1500);

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Change change;
    private final Trouble trouble;
    private final Release release;
    private final Map<String, Integer> told = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    Lane(Release release, Change change, Trouble trouble) {
        this.release = release;
        this.change = change;
        this.trouble = trouble;
    }

    /** All that was not as it was told; empty is good. */
    List<String> run() {
        long began = System.nanoTime();
        try (Bed bed = new Bed(release)) {
            bed.connect().close(); // all that is slow for the first time is done
            Hypervisor hv = connect(bed);
            try {
                boolean fired = true;
                for (int i = 0; fired && i < MOST_REQUESTS; i++) {
                    fired = at(i, bed, hv);
                    if (trouble == Trouble.NODE_LOST) {
                        hv = connect(bed);
                    }
                }
            } finally {
                hv.close();
            }
        }
        int cases = told.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(release.release() + ", " + change + ", " + trouble + ": " + cases + " cases, told " + told
                + ", " + (System.nanoTime() - began) / 1_000_000 + " ms");
        if (cases < 4) {
            wrong.add("there was hardly anything to break");
        }
        return wrong;
    }

    /** Closes a connection that may still wait for the node. */
    private static void leave(Hypervisor hv) {
        try {
            hv.close();
        } catch (EdgeVirtException e) {
            // It tells what it leaves under way.
        }
    }

    private Hypervisor connect(Bed bed) {
        Duration longest = Duration.ofMillis(trouble == Trouble.NODE_LOST ? 1500 : 20_000);
        return bed.connect(
                s -> s.requestTimeout(trouble.silent() ? SHORT : LONG).operationTimeout(longest));
    }

    private boolean at(int index, Bed bed, Hypervisor hv) {
        String target = bed.moved().node().equals(Bed.NODE) ? Bed.OTHER : Bed.NODE;
        Verdict verdict = new Verdict(change, "made-" + index, target, bed.state());
        CountDownLatch over = new CountDownLatch(1);
        bed.fake.gate().restart();
        bed.fake.gate().at(index, trouble.fault(bed.fake, over));
        verdict.run(hv);
        List<String> requests = bed.fake.gate().passed();
        boolean fired = requests.size() > index;
        over.countDown();
        if (trouble == Trouble.NODE_LOST) {
            leave(hv);
        }
        Trouble.end(bed.fake);
        bed.settle();
        String where = trouble + ", " + change + ", request " + index + " "
                + (fired ? requests.get(index) : "none broken") + ": ";
        Bed.State after = bed.state();
        List<String> found = verdict.check(after, fired ? trouble.told() : Set.of("done"));
        if (trouble != Trouble.NODE_LOST) {
            found = verdict.check(hv, after);
        }
        found.forEach(w -> wrong.add(where + w));
        if (fired) {
            told.merge(verdict.kind(), 1, Integer::sum);
        }
        return fired;
    }
}
