package io.edgevirt.proxmox.fake;

/**
 * Who asks.
 *
 * @param user such as {@code root@pam}
 * @param tokenId the name of the API token; empty for a login
 * @param separated whether the token has rights of its own only
 */
public record Identity(String user, String tokenId, boolean separated) {
    static final Identity NOBODY = new Identity("", "", false);

    /** User, and the token's name after an exclamation mark if it is one. */
    public String name() {
        return tokenId.isEmpty() ? user : user + "!" + tokenId;
    }

    /** Whether an API token asks. */
    public boolean token() {
        return !tokenId.isEmpty();
    }

    /** The one that may do all: root at the node's own realm, logged in rather than by token. */
    public boolean root() {
        return user.equals("root@pam") && tokenId.isEmpty();
    }
}
