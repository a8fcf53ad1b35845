package io.edgevirt.proxmox.fake;

/** One node of the cluster, as far as machines and tasks need it; hosts' own things are the site's. */
public final class Node {
    private final String name;
    private final int number;
    private boolean down;

    Node(String name, int number) {
        this.name = name;
        this.number = number;
    }

    /** Such as {@code pve1}. */
    public String name() {
        return name;
    }

    /** 1 for the first. */
    public int number() {
        return number;
    }

    /** Whether it does not answer at present. */
    public boolean down() {
        return down;
    }

    void down(boolean down) {
        this.down = down;
    }
}
