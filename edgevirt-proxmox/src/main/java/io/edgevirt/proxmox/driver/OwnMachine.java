package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Operation;
import io.edgevirt.Secret;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.proxmox.BackupSettings;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.ProxmoxConfiguration;
import io.edgevirt.proxmox.ProxmoxImaging;
import io.edgevirt.proxmox.ProxmoxVM;
import io.edgevirt.proxmox.VMMetrics;
import io.edgevirt.proxmox.VncTicket;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MetricsReader;
import io.edgevirt.proxmox.translate.ConsoleRequests;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What Proxmox VE alone can do with a machine.
 *
 * @param site the connection
 * @param operations makes operations
 * @param vm the machine
 * @param pages addresses of consoles
 */
record OwnMachine(Site site, Operations operations, Ref vm, ConsolePages pages) implements ProxmoxVM {

    private <T> T read(String name, Supplier<T> question) {
        return operations.read(name, vm.id(), question);
    }

    private Json current() {
        return site.nodes().at(vm.id(), node -> site.pve().send(PowerRequests.current(node, vm.id())));
    }

    private GuestPlan guest() {
        return new GuestPlan(site, vm);
    }

    @Override
    public Operation<VM> hibernate(String storage) {
        return operations.operation(
                "hibernate",
                vm.id(),
                () -> new PowerPlan(site).hibernate(vm, storage),
                results -> operations.vm(vm.id()));
    }

    @Override
    public Operation<Integer> freeze() {
        return operations.operation("freeze", vm.id(), () -> guest().freeze(), GuestPlan::count);
    }

    @Override
    public Operation<Integer> thaw() {
        return operations.operation("thaw", vm.id(), () -> guest().thaw(), GuestPlan::count);
    }

    @Override
    public boolean frozen() {
        return read("frozen", () -> guest().frozen());
    }

    @Override
    public Operation<VM> fstrim() {
        return operations.operation("fstrim", vm.id(), () -> guest().trim(), results -> operations.vm(vm.id()));
    }

    @Override
    public Map<String, String> guestOs() {
        return read(
                "guestOs",
                () -> texts(new ProxmoxGuest(site, vm)
                        .send(g -> g.ask("get-osinfo"))
                        .get("result")));
    }

    private static Map<String, String> texts(Json object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text)));
        return Map.copyOf(texts);
    }

    @Override
    public URI noVnc() {
        return read("noVnc", () -> {
            String name = current().text("name").orElse("");
            return pages.noVnc(site.nodes().of(vm.id()), vm.id(), name);
        });
    }

    @Override
    public VncTicket vnc() {
        return read("vnc", () -> {
            Consoles.Ticket ticket = new Consoles(site).screen(vm.id(), true);
            return new VncTicket(
                    pages.socket(ticket.node(), vm.id(), ticket.port()),
                    Secret.of(ticket.ticket().toCharArray()),
                    Secret.of(ticket.password().toCharArray()),
                    Instant.now().plus(ConsolePages.GOOD_FOR));
        });
    }

    @Override
    public Map<String, String> spice() {
        return read(
                "spice",
                () -> site.nodes().at(vm.id(), node -> {
                    Json config = site.pve().send(ConsoleRequests.config(node, vm.id()));
                    if (config.text("vga")
                            .filter(v -> v.matches("(type=)?qxl[234]?(,.*)?"))
                            .isEmpty()) {
                        throw new UnsupportedFeatureException(Failure.of("its display is not made for SPICE")
                                .backend(Faults.BACKEND)
                                .hint("set its display to qxl, or use vnc()"));
                    }
                    return texts(site.pve().send(ConsoleRequests.spice(node, vm.id(), site.server())));
                }));
    }

    @Override
    public Operation<VM> sendKey(String keys) {
        return operations.operation("sendKey", vm.id(), () -> guest().keys(keys), results -> operations.vm(vm.id()));
    }

    @Override
    public List<VMMetrics> metrics(Timeframe timeframe) {
        String words = timeframe.name().toLowerCase(Locale.ROOT);
        return read(
                "metrics",
                () -> MetricsReader.metrics(site.nodes()
                        .at(vm.id(), node -> site.pve().send(ConsoleRequests.figures(node, vm.id(), words)))));
    }

    @Override
    public Optional<String> lock() {
        return read("lock", () -> current().text("lock").filter(l -> !l.isEmpty()));
    }

    @Override
    public ProxmoxConfiguration configuration() {
        return new OwnConfiguration(site, operations, vm);
    }

    @Override
    public ProxmoxImaging imaging() {
        return new OwnImaging(site, operations, vm);
    }

    @Override
    public Operation<ProxmoxBackup> backup(String storage, Consumer<BackupSettings> settings) {
        return new Backups(site, operations).backup(vm.id(), vm.id(), storage, settings);
    }

    @Override
    public String toString() {
        return "machine " + vm.id() + " of Proxmox VE";
    }
}
