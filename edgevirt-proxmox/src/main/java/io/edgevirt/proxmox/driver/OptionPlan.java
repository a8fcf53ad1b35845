package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.CloudInit;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Adapter;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.translate.CloudInitEdit;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.proxmox.translate.Hotplug;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Plans changes of a configuration in Proxmox VE's own words. */
final class OptionPlan {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    /** Parameters of the request that are no values of the configuration. */
    private static final Set<String> OTHERS = Set.of(
            "node",
            "vmid",
            "digest",
            "delete",
            "revert",
            "force",
            "skiplock",
            "background_delay",
            "import-working-storage");

    private static final Set<String> KINDS = Set.of("network", "disk", "usb", "cpu", "memory", "cloudinit");
    private static final String SECRET = "cipassword";

    private final Site site;
    private final Machine vm;
    private final List<Finding> findings = new ArrayList<>();

    OptionPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work set(String key, String value, boolean atNextStart) {
        key(key);
        if (key.equals(SECRET)) {
            findings.add(NameRules.invalid("key", key, "a password is a secret", "use cloudInit()"));
        }
        vm.fixed().ifPresent(findings::add);
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        if (vm.config().get(key).filter(value::equals).isPresent()
                && vm.config().waiting(List.of(key)).isEmpty()) {
            return same(key);
        }
        Edit edit = Edit.none().set(key, value);
        ConfigStep step = step("set " + key + " of " + vm.name(), key, edit)
                .holds(now -> edit.heldBy(now) || rewritten(key, now));
        return new Work(findings, atNextStart ? List.of(step) : ChangePlan.inEffect(site, vm, step, edit, now -> true));
    }

    private Work same(String key) {
        return new Work(List.of(Finding.pass(key, vm.name(), "it is so already")), List.of());
    }

    private void key(String key) {
        if (!KEY.matcher(key).matches() || OTHERS.contains(key)) {
            findings.add(NameRules.invalid(
                    "key", key, "a key of a machine's configuration", "name one, such as scsihw or vga"));
        }
    }

    /** Disks and adapters may take their time. */
    private ConfigStep step(String title, String key, Edit edit) {
        return device(key) ? ConfigStep.slow(site, vm, title, edit) : ConfigStep.of(site, vm, title, edit);
    }

    private static boolean device(String key) {
        return Drive.of(key, "").isPresent()
                || Adapter.of(key, "").isPresent()
                || key.startsWith("unused")
                || key.startsWith("efidisk")
                || key.startsWith("tpmstate");
    }

    /** Proxmox VE writes devices otherwise than they were sent: with the volume that was made, with an address. */
    private boolean rewritten(String key, Configuration now) {
        return device(key) && !now.later(key).equals(vm.config().later(key));
    }

    Work unset(String key) {
        key(key);
        vm.fixed().ifPresent(findings::add);
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        if (vm.config().get(key).isEmpty() && vm.config().waiting(List.of(key)).isEmpty()) {
            return same(key);
        }
        Edit edit = Edit.none().delete(key);
        ConfigStep step = step("remove " + key + " from " + vm.name(), key, edit);
        return new Work(
                findings,
                ChangePlan.inEffect(site, vm, step, edit, now -> now.get(key).isEmpty()));
    }

    Work hotplug(List<String> kinds) {
        kinds.stream()
                .filter(k -> !KINDS.contains(k))
                .forEach(k -> findings.add(NameRules.invalid(
                        "hotplug", k, "one of " + KINDS.stream().sorted().toList(), "name one")));
        return findings.isEmpty()
                ? set(Hotplug.KEY, kinds.isEmpty() ? "0" : String.join(",", kinds), false)
                : new Work(findings, List.of());
    }

    Work cloudInit(CloudInit fields) {
        findings.addAll(CloudInitEdit.refused(fields));
        vm.fixed().ifPresent(findings::add);
        drive();
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        if (vm.running()) {
            findings.add(Finding.warn(
                    "vm.state", vm.name(), "the guest reads it when it starts the next time", "restart it then"));
        }
        return new Work(
                findings,
                List.of(ConfigStep.of(site, vm, "set what cloud-init tells " + vm.name(), CloudInitEdit.of(fields))));
    }

    private void drive() {
        if (vm.config().drives().stream().noneMatch(Drive::cloudInit)) {
            findings.add(Finding.fail(
                    "cloudInit",
                    Problem.STATE,
                    vm.name(),
                    "the machine has no drive for cloud-init",
                    "add one while it is off: set(\"ide2\", \"local-lvm:cloudinit\")"));
        }
    }

    /** Written anew it is the same, however often. */
    Work regenerate() {
        drive();
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        PveStep step = new PveStep(
                        site.pve(),
                        "write the drive of cloud-init of " + vm.name(),
                        Call.put("/nodes/{node}/qemu/{vmid}/cloudinit", vm.node(), vm.vmid()))
                .landed(results -> Landed.no());
        return Work.of(step);
    }
}
