package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.ExecResult;
import io.edgevirt.Failure;
import io.edgevirt.GuestAddress;
import io.edgevirt.GuestAddress.Source;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.GuestReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.translate.GuestRequests;
import io.edgevirt.spi.Ref;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The agent in a guest. Each request is checked by Proxmox VE itself with a sign of life that may take three seconds, so an
 * agent that does not run is told of at once.
 */
final class ProxmoxGuest {

    private final Site site;
    private final String vmid;

    ProxmoxGuest(Site site, Ref vm) {
        this.site = site;
        this.vmid = vm.id();
    }

    Json send(Function<GuestRequests, Call> request) {
        return site.nodes().at(vmid, node -> site.pve().send(request.apply(new GuestRequests(node, vmid))));
    }

    /** An agent that does not answer yet has no addresses to tell; that it is switched off is told to who asked for it. */
    List<GuestAddress> addresses(Optional<Source> source) {
        if (source.isPresent() && source.get() != Source.AGENT) {
            throw new UnsupportedFeatureException(
                    Failure.of("Proxmox VE knows a guest's addresses from its agent alone, not from " + source.get())
                            .backend(Faults.BACKEND)
                            .hint("ask for " + Source.AGENT));
        }
        try {
            return GuestReader.addresses(send(guest -> guest.ask("network-get-interfaces")));
        } catch (InvalidStateException e) {
            boolean off = e.failure().message().contains("No QEMU guest agent configured");
            if (off && source.isPresent()) {
                throw e;
            }
            return List.of();
        }
    }

    String exec(List<String> command) {
        Json reply = send(guest -> guest.exec(site.pve().version(), command));
        return reply.number("pid").map(String::valueOf).orElseThrow(() -> strange("exec"));
    }

    Optional<ExecResult> ended(String process) {
        return GuestReader.ended(send(guest -> guest.ended(process)));
    }

    byte[] read(String path) {
        Json reply = send(guest -> guest.read(path));
        if (reply.flag("truncated").orElse(false)) {
            throw new UnsupportedFeatureException(
                    Failure.of(TaskLog.plain(path) + " has more than the 16 MiB that Proxmox VE reads")
                            .backend(Faults.BACKEND)
                            .hint("copy it over the network"));
        }
        return GuestReader.bytes(reply.text("content").orElseThrow(() -> strange("file-read")));
    }

    void write(String path, byte[] content) {
        if (content.length > GuestRequests.LARGEST_WRITE) {
            throw new UnsupportedFeatureException(Failure.of("Proxmox VE writes at most " + GuestRequests.LARGEST_WRITE
                            + " bytes into a guest's file, and these are " + content.length)
                    .backend(Faults.BACKEND)
                    .hint("copy it over the network, or put it on an ISO image"));
        }
        send(guest -> guest.write(path, content));
    }

    private static EdgeVirtException strange(String command) {
        return new OperationFailedException(
                Failure.of("the agent's answer to " + command + " is not what Proxmox VE documents")
                        .backend(Faults.BACKEND)
                        .hint("update qemu-guest-agent in the guest"));
    }
}
