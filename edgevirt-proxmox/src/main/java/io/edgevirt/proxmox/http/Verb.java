package io.edgevirt.proxmox.http;

/** The four HTTP methods of Proxmox's API. */
public enum Verb {
    /** Reads. */
    GET(true),
    /** Makes, or does something. */
    POST(false),
    /** Changes. */
    PUT(false),
    /** Removes. */
    DELETE(true);

    private final boolean query;

    Verb(boolean query) {
        this.query = query;
    }

    /**
     * Where its parameters go: pveproxy answers 501 to a DELETE with a body.
     *
     * @return whether they stand in the query rather than in a form
     */
    public boolean inQuery() {
        return query;
    }
}
