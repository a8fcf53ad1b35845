package io.edgevirt.proxmox;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * What lies on a storage.
 *
 * @param id Proxmox VE's id of it, such as {@code local:iso/debian.iso}
 * @param type what it is: {@code images}, {@code rootdir}, {@code iso}, {@code vztmpl}, {@code backup}, {@code snippets} or
 *     {@code import}
 * @param vmid the VMID of the guest that its name gives it to
 * @param format such as {@code qcow2}
 * @param size its size
 * @param used the space it takes, where the storage tells it
 * @param made when it was made, where the storage tells it
 */
public record StorageContent(
        String id,
        String type,
        Optional<String> vmid,
        Optional<String> format,
        Optional<Size> size,
        Optional<Size> used,
        Optional<Instant> made) {

    @Override
    public String toString() {
        return id + size.map(s -> ", " + s).orElse("");
    }
}
