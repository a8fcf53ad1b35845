package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VM;
import io.edgevirt.proxmox.PruneSettings;
import io.edgevirt.spi.Operations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Collects which backups are kept. */
final class WantedPrune implements PruneSettings {

    private final Operations operations;
    private final Map<String, Integer> keep = new LinkedHashMap<>();
    private Optional<String> vmid = Optional.empty();

    private WantedPrune(Operations operations) {
        this.operations = operations;
    }

    static WantedPrune of(Operations operations, Consumer<PruneSettings> settings) {
        WantedPrune wanted = new WantedPrune(operations);
        settings.accept(wanted);
        return wanted;
    }

    private WantedPrune keep(String rule, int count) {
        keep.put(rule, count);
        return this;
    }

    @Override
    public PruneSettings of(VM vm) {
        vmid = Optional.of(operations.ref(vm).id());
        return this;
    }

    @Override
    public PruneSettings keepLast(int count) {
        return keep("keep-last", count);
    }

    @Override
    public PruneSettings keepHourly(int count) {
        return keep("keep-hourly", count);
    }

    @Override
    public PruneSettings keepDaily(int count) {
        return keep("keep-daily", count);
    }

    @Override
    public PruneSettings keepWeekly(int count) {
        return keep("keep-weekly", count);
    }

    @Override
    public PruneSettings keepMonthly(int count) {
        return keep("keep-monthly", count);
    }

    @Override
    public PruneSettings keepYearly(int count) {
        return keep("keep-yearly", count);
    }

    Optional<String> vmid() {
        return vmid;
    }

    /** As Proxmox VE writes it. */
    String rule() {
        return keep.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    Optional<Finding> finding() {
        if (keep.isEmpty()) {
            return Optional.of(refused(
                    "",
                    "nothing says which backups are kept",
                    "give at least one of keepLast(…)" + " to keepYearly(…)"));
        }
        // Proxmox VE takes 0 for a rule that is not there: of zeros alone it keeps everything.
        return keep.values().stream().anyMatch(count -> count < 1)
                ? Optional.of(refused(rule(), "how many are kept is at least 1", "leave the others out"))
                : Optional.empty();
    }

    private static Finding refused(String value, String reason, String remedy) {
        return Finding.fail("keep", Problem.INVALID, value, reason, remedy);
    }
}
