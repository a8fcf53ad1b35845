package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Inventory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server is licensed as, so far as it tells.
 *
 * @param name such as {@code vCenter Server 8 Standard}; empty if it does not tell, or several could be meant
 * @param subscribed whether a licence of vSphere+ is among those it knows
 */
record Licence(Optional<String> name, boolean subscribed) {

    static final Licence UNKNOWN = new Licence(Optional.empty(), false);

    /** One request at most; a login that may not read licences connects all the same. */
    static Licence of(ServiceContent content, Inventory inventory) {
        @Nullable ManagedObjectReference manager = content.getLicenseManager();
        if (manager == null) {
            return UNKNOWN;
        }
        boolean vCenter = "VirtualCenter".equals(content.getAbout().getApiType());
        try {
            Reference licences = new Reference(manager.getType(), manager.getVal());
            return of(inventory.one(licences, "licenses").at("licenses"), vCenter);
        } catch (ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return UNKNOWN;
        }
    }

    /**
     * Reads licences. A vCenter knows those of its hosts too; its own edition's key begins with {@code vc.}. Keys of
     * licences are secrets and not looked at.
     */
    static Licence of(Element licences, boolean vCenter) {
        List<String> own = licences.children().stream()
                .filter(l -> !vCenter || own(l.text("editionKey").orElse("")))
                .flatMap(l -> l.text("name").stream())
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .distinct()
                .toList();
        boolean subscribed = licences.children().stream()
                .flatMap(l -> l.text("name").stream())
                .anyMatch(n -> n.contains("vSphere+"));
        return new Licence(own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty(), subscribed);
    }

    private static boolean own(String editionKey) {
        return editionKey.startsWith("vc.") || editionKey.equals("eval");
    }
}
