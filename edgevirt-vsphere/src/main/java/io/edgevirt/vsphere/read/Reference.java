package io.edgevirt.vsphere.read;

/**
 * What names an object of the server: its kind and its id, such as {@code VirtualMachine} and {@code vm-42}.
 *
 * @param type the name of its managed type
 * @param id the server's id, which is never used again
 */
public record Reference(String type, String id) {

    @Override
    public String toString() {
        return type + ":" + id;
    }
}
