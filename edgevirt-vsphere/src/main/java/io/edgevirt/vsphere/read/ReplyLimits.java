package io.edgevirt.vsphere.read;

/**
 * How large a reply may be. What is larger is refused rather than held in memory.
 *
 * @param bytes of the whole reply
 * @param elements in the whole reply
 * @param depth of elements within each other
 */
record ReplyLimits(long bytes, int elements, int depth) {

    /** Ten times what whole pages of the largest inventories need: 1,000 machines with configuration are 60 MB. */
    static final ReplyLimits ORDINARY = new ReplyLimits(512L << 20, 6_000_000, 200);
}
