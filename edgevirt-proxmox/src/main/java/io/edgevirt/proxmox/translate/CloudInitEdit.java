package io.edgevirt.proxmox.translate;

import io.edgevirt.Finding;
import io.edgevirt.proxmox.CloudInit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What cloud-init tells a guest, as a change of the machine's configuration. */
public final class CloudInitEdit {

    private static final int MOST_ADAPTERS = 32;

    private CloudInitEdit() {}

    /**
     * The change.
     *
     * @param fields what is told
     * @return the change; the password is masked where a person may read it
     */
    public static Edit of(CloudInit fields) {
        Edit edit = fields.user().map(u -> Edit.none().set("ciuser", u)).orElse(Edit.none());
        if (fields.password().isPresent()) {
            char[] clear = fields.password().get().reveal();
            edit = edit.secret("cipassword", new String(clear));
            Arrays.fill(clear, '\0');
        }
        if (!fields.sshKeys().isEmpty()) {
            edit = edit.set("sshkeys", encoded(String.join("\n", fields.sshKeys())));
        }
        for (var address : fields.addresses().entrySet()) {
            edit = edit.set("ipconfig" + address.getKey(), address.getValue());
        }
        if (!fields.nameservers().isEmpty()) {
            edit = edit.set("nameserver", String.join(" ", fields.nameservers()));
        }
        return fields.searchDomain().isPresent()
                ? edit.set("searchdomain", fields.searchDomain().get())
                : edit;
    }

    /** The parameter's value is itself encoded as in a URL, whatever the request's form does to it. */
    private static String encoded(String keys) {
        return URLEncoder.encode(keys, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * What cannot be told.
     *
     * @param fields what is told
     * @return failing findings of problem INVALID
     */
    public static List<Finding> refused(CloudInit fields) {
        List<Finding> found = new ArrayList<>();
        fields.user().ifPresent(u -> line("user", u, found));
        fields.sshKeys().forEach(k -> line("sshKey", k, found));
        fields.nameservers().forEach(n -> line("nameserver", n, found));
        fields.searchDomain().ifPresent(d -> line("searchDomain", d, found));
        fields.addresses().forEach((adapter, config) -> {
            line("address", config, found);
            if (adapter < 0 || adapter >= MOST_ADAPTERS) {
                found.add(NameRules.invalid("address", adapter.toString(), "0 to 31", "name an adapter"));
            }
        });
        if (of(fields).isEmpty()) {
            found.add(NameRules.invalid("cloudInit", "(nothing)", "at least one field", "name one"));
        }
        return found;
    }

    private static void line(String field, String value, List<Finding> found) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            found.add(NameRules.invalid(field, value, "one line that is not blank", "leave out what ends it"));
        }
    }
}
