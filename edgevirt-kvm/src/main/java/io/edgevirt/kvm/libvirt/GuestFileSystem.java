package io.edgevirt.kvm.libvirt;

import java.util.List;

/**
 * A file system that the guest has mounted.
 *
 * @param mountPoint where
 * @param device the guest's name of its device, such as {@code sda1}
 * @param type such as {@code ext4}
 * @param disks target names of the disks that it lies on
 */
public record GuestFileSystem(String mountPoint, String device, String type, List<String> disks) {}
