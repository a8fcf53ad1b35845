package io.edgevirt.proxmox.driver;

import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.Secret;
import io.edgevirt.VMStats;
import io.edgevirt.proxmox.read.FigureReader;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SerialSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is seen and done inside a machine: by QEMU, and by its guest's agent. */
final class ProxmoxInside implements InsideRole, AutoCloseable {

    private final Site site;
    private final ConsolePages pages;
    private final Consoles consoles;
    private final SerialPorts serial;

    ProxmoxInside(Site site, ConsolePages pages) {
        this.site = site;
        this.pages = pages;
        consoles = new Consoles(site);
        serial = new SerialPorts(site, consoles);
    }

    @Override
    public SerialSession serial(Ref vm) {
        return serial.of(vm.id());
    }

    /** The ticket is the password as well; who opens the WebSocket must be logged in, too. */
    @Override
    public RemoteDisplay display(Ref vm) {
        Consoles.Ticket ticket = consoles.screen(vm.id(), false);
        return new RemoteDisplay(
                RemoteDisplay.Kind.VNC_WEBSOCKET,
                pages.socket(ticket.node(), vm.id(), ticket.port()),
                Optional.of(Secret.of(ticket.ticket().toCharArray())),
                Optional.of(Instant.now().plus(ConsolePages.GOOD_FOR)));
    }

    @Override
    public byte[] screenshot(Ref vm) {
        return consoles.picture(vm.id());
    }

    @Override
    public VMStats stats(Ref vm) {
        return FigureReader.stats(
                site.nodes().at(vm.id(), node -> site.pve().send(PowerRequests.current(node, vm.id()))), Instant.now());
    }

    @Override
    public List<GuestAddress> addresses(Ref vm, Optional<GuestLogin> login, Optional<GuestAddress.Source> source) {
        return new ProxmoxGuest(site, vm).addresses(source);
    }

    @Override
    public String exec(Ref vm, Optional<GuestLogin> login, List<String> command) {
        return new ProxmoxGuest(site, vm).exec(command);
    }

    @Override
    public Optional<ExecResult> ended(Ref vm, Optional<GuestLogin> login, String process) {
        return new ProxmoxGuest(site, vm).ended(process);
    }

    @Override
    public byte[] readFile(Ref vm, Optional<GuestLogin> login, String path) {
        return new ProxmoxGuest(site, vm).read(path);
    }

    @Override
    public void writeFile(Ref vm, Optional<GuestLogin> login, String path, byte[] content) {
        new ProxmoxGuest(site, vm).write(path, content);
    }

    @Override
    public void close() {
        serial.close();
    }
}
