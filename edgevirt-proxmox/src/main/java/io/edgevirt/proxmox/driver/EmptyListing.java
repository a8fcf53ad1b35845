package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.SessionExpiredException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why no machine is listed, if it is because the login may see none: Proxmox VE leaves out what one may not see,
 * without a word, and a new API token with privilege separation may see nothing at all. Asked and told once. Thread-safe.
 */
final class EmptyListing {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyListing.class);
    private static final String SEEING = "VM.Audit";

    private final Pve pve;
    private final AtomicBoolean told = new AtomicBoolean();

    EmptyListing(Pve pve) {
        this.pve = pve;
    }

    /** No machine was listed. At most one request per connection. */
    void seen() {
        if (told.compareAndSet(false, true) && !seesAny()) {
            LOG.warn(
                    "no machine is listed because {} has the privilege {} on none: {}",
                    pve.user(),
                    SEEING,
                    pve.token()
                            ? "an API token with privilege separation has none of its user's privileges until a"
                                    + " permission names the token itself"
                            : "give it a role such as PVEVMAdmin on /vms");
        }
    }

    /** Whether the login may see machines somewhere; said of one whose privileges are not told as well. */
    private boolean seesAny() {
        try {
            return pve.send(Call.get("/access/permissions")).fields().values().stream()
                    .map(Json::fields)
                    .anyMatch(held -> held.containsKey(SEEING));
        } catch (SessionExpiredException e) {
            told.set(false);
            throw e;
        } catch (EdgeVirtException e) {
            return true;
        }
    }
}
