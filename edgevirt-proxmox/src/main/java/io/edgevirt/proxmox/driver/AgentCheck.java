package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.spi.SessionExpiredException;
import java.util.Optional;

/** Whether a guest's agent answers: Proxmox VE itself gives it three seconds for this question, and minutes for others. */
final class AgentCheck {

    private final Site site;

    AgentCheck(Site site) {
        this.site = site;
    }

    /**
     * Asks the agent for a sign of life. One request.
     *
     * @return why it is known not to answer; empty where it does, or where this login may not ask
     */
    Optional<String> deaf(String node, String vmid) {
        try {
            site.pve().send(Call.post("/nodes/{node}/qemu/{vmid}/agent/ping", node, vmid));
            return Optional.empty();
        } catch (SessionExpiredException | ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            String said = e.failure().message();
            return says(said) ? Optional.of(TaskLog.plain(said)) : Optional.empty();
        }
    }

    /** Whether an error of Proxmox's says that the agent does not run. */
    static boolean says(String message) {
        return message.contains("agent is not running") || message.contains("got timeout");
    }
}
