package io.edgevirt.mem;

import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;

/** A host. */
final class Node {

    private final String id;
    private final String name;
    private Hardware hardware;
    private HostInfo.State state = HostInfo.State.UP;

    Node(String id, String name, Hardware hardware) {
        this.id = id;
        this.name = name;
        this.hardware = hardware;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Hardware hardware() {
        return hardware;
    }

    void hardware(Hardware other) {
        hardware = other;
    }

    HostInfo.State state() {
        return state;
    }

    void state(HostInfo.State other) {
        state = other;
    }

    boolean up() {
        return state == HostInfo.State.UP;
    }

    Size memory() {
        return hardware.memory().orElse(Size.ZERO);
    }

    /** What its running machines leave of its memory. */
    Size free(World world) {
        Size left = memory();
        for (Machine m : world.machines().values()) {
            if (m.node() == this && m.inMemory()) {
                left = left.minus(m.shape().memory());
            }
        }
        return left;
    }

    boolean has(PciAddress address) {
        return hardware.pciDevices().stream().anyMatch(d -> d.address().equals(address));
    }

    boolean is(String nameOrId) {
        return name.equals(nameOrId) || id.equals(nameOrId);
    }
}
