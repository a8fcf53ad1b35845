package io.edgevirt.proxmox.translate;

import io.edgevirt.Secret;
import io.edgevirt.proxmox.JoinInformation;
import io.edgevirt.proxmox.http.Call;
import java.util.regex.Pattern;

/** Requests that make a cluster. */
public final class ClusterRequests {

    private static final int LONGEST = 15;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?");

    private ClusterRequests() {}

    /**
     * Whether a cluster can have a name.
     *
     * @param name the name
     * @return whether it is of letters, digits and inner hyphens, and of at most 15 characters
     */
    public static boolean named(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }

    /**
     * Makes the node that is asked the first of a cluster.
     *
     * @param name the cluster's name
     * @return the request, whose reply is a task
     */
    public static Call create(String name) {
        return Call.post("/cluster/config").with("clustername", name);
    }

    /**
     * What joining takes; asked of a member.
     *
     * @return the request
     */
    public static Call information() {
        return Call.get("/cluster/config/join");
    }

    /**
     * Lets the node that is asked join a cluster.
     *
     * @param to what it needs to know of it
     * @param password the password of {@code root@pam} there
     * @return the request, whose reply is a task
     */
    public static Call join(JoinInformation to, Secret password) {
        return Call.post("/cluster/config/join")
                .with("hostname", to.address())
                .with("fingerprint", to.fingerprint())
                .withSecret("password", password);
    }
}
