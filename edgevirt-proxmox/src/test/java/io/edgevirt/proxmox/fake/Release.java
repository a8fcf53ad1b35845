package io.edgevirt.proxmox.fake;

/** The releases of Proxmox VE the fake can pose as. */
public enum Release {
    /** Before mappings of hardware. */
    PVE_7_4("7.4", "7.4-16", 7),
    /** With mappings and tags in the API. */
    PVE_8_4("8.4", "8.4.5", 8),
    /** With HA rules instead of groups, and bulk actions. */
    PVE_9_1("9.1", "9.1.7", 9);

    private final String shortName;
    private final String version;
    private final int major;

    Release(String shortName, String version, int major) {
        this.shortName = shortName;
        this.version = version;
        this.major = major;
    }

    /** What {@code /version} calls the release, such as {@code 8.4}. */
    public String release() {
        return shortName;
    }

    /** What {@code /version} calls the version, such as {@code 8.4.5}. */
    public String version() {
        return version;
    }

    /** Whether this is the given major release or a later one. */
    public boolean atLeast(int release) {
        return major >= release;
    }

    /** The table of this release's API. */
    public ApiTable table() {
        return ApiTable.of(shortName);
    }
}
