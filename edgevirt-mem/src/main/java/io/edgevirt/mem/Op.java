package io.edgevirt.mem;

/** The requests of this system: what it is not asked by one of these it cannot be asked. */
enum Op {
    SESSION_OPEN("session.open"),
    SESSION_RENEW("session.renew"),
    SESSION_CLOSE("session.close"),
    EVENT_WATCH("event.watch"),
    TASK_POLL("task.poll"),
    TASK_FIND("task.find"),
    TASK_CANCEL("task.cancel"),
    VM_LIST("vm.list"),
    VM_FIND("vm.find"),
    VM_READ("vm.read"),
    VM_CONFIG("vm.config"),
    VM_CREATE("vm.create"),
    VM_CLONE("vm.clone", 10_000),
    VM_START("vm.start"),
    VM_RESTORE("vm.restore", 1_000),
    VM_RESUME("vm.resume"),
    VM_SHUTDOWN("vm.shutdown"),
    VM_POWER_OFF("vm.powerOff"),
    VM_REBOOT("vm.reboot"),
    VM_RESET("vm.reset"),
    VM_PAUSE("vm.pause"),
    VM_SAVE("vm.save", 2_000),
    VM_CHANGE("vm.change"),
    VM_RENAME("vm.rename"),
    VM_MIGRATE("vm.migrate", 3_000),
    VM_DELETE("vm.delete"),
    ISO_ATTACH("iso.attach"),
    ISO_EJECT("iso.eject"),
    DISK_ADD("disk.add"),
    DISK_RESIZE("disk.resize"),
    DISK_REMOVE("disk.remove"),
    NIC_ADD("nic.add"),
    NIC_REMOVE("nic.remove"),
    SNAPSHOT_LIST("snapshot.list"),
    SNAPSHOT_TAKE("snapshot.take", 2_000),
    SNAPSHOT_REVERT("snapshot.revert", 1_000),
    SNAPSHOT_DELETE("snapshot.delete", 1_000),
    SERIAL_OPEN("serial.open"),
    SERIAL_WRITE("serial.write"),
    DISPLAY_READ("display.read"),
    SCREEN_READ("screen.read"),
    STATS_READ("stats.read"),
    GUEST_ADDRESSES("guest.addresses"),
    GUEST_EXEC("guest.exec"),
    GUEST_POLL("guest.poll"),
    GUEST_READ("guest.read"),
    GUEST_WRITE("guest.write"),
    HOST_LIST("host.list"),
    HOST_READ("host.read"),
    HOST_HARDWARE("host.hardware"),
    SWITCH_LIST("switch.list"),
    SWITCH_READ("switch.read"),
    SWITCH_CREATE("switch.create"),
    SWITCH_DELETE("switch.delete"),
    POOL_LIST("pool.list"),
    POOL_READ("pool.read"),
    VOLUME_LIST("volume.list"),
    VOLUME_READ("volume.read"),
    VOLUME_CREATE("volume.create"),
    VOLUME_UPLOAD("volume.upload", 1_000),
    VOLUME_DELETE("volume.delete"),
    CLUSTER_LIST("cluster.list"),
    CLUSTER_READ("cluster.read"),
    CLUSTER_CREATE("cluster.create"),
    CLUSTER_DELETE("cluster.delete"),
    CLUSTER_PROTECT("cluster.protect"),
    CLUSTER_RULE("cluster.rule"),
    HCI_LIST("hci.list"),
    HCI_READ("hci.read"),
    HCI_HEALTH("hci.health"),
    HCI_CAPACITY("hci.capacity"),
    HCI_RESILIENCY("hci.resiliency"),
    HCI_REBUILD("hci.rebuild"),
    HCI_DISKS("hci.disks");

    private final String request;
    private final long millis;

    Op(String request) {
        this(request, 0);
    }

    Op(String request, long millis) {
        this.request = request;
        this.millis = millis;
    }

    /** The name that passes the wire. */
    String request() {
        return request;
    }

    /** How long the work takes in virtual time unless a test says otherwise; zero for what is done at once. */
    long millis() {
        return millis;
    }

    /** Whether the work goes on after the request was taken up. */
    boolean takesTime() {
        return millis > 0;
    }

    /** Whether a pattern, in which a star stands for any characters, fits. */
    boolean fits(String pattern) {
        return fits(pattern, 0, 0);
    }

    private boolean fits(String pattern, int p, int r) {
        if (p == pattern.length()) {
            return r == request.length();
        }
        if (pattern.charAt(p) == '*') {
            return fits(pattern, p + 1, r) || (r < request.length() && fits(pattern, p, r + 1));
        }
        return r < request.length() && pattern.charAt(p) == request.charAt(r) && fits(pattern, p + 1, r + 1);
    }

    /** Refuses a pattern that fits no request: a test that misspells one would otherwise pass for no reason. */
    static String known(String pattern) {
        StringBuilder all = new StringBuilder();
        for (Op op : values()) {
            if (op.fits(pattern)) {
                return pattern;
            }
            all.append(all.length() == 0 ? "" : ", ").append(op.request);
        }
        throw new IllegalArgumentException("no request fits '" + pattern + "'; there are " + all);
    }
}
