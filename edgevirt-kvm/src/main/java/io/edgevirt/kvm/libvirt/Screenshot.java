package io.edgevirt.kvm.libvirt;

/**
 * A picture of a guest's screen.
 *
 * @param mime the kind of picture as libvirt names it, such as {@code image/png} or {@code image/x-portable-pixmap};
 *     the bytes themselves may be of another kind
 * @param bytes the picture
 */
public record Screenshot(String mime, byte[] bytes) {}
