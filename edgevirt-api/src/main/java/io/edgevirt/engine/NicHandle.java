package io.edgevirt.engine;

import io.edgevirt.Nic;
import io.edgevirt.NicInfo;

/** A network adapter, as users hold it. */
final class NicHandle implements Nic {

    private final VMHandle vm;
    private final NicInfo info;

    NicHandle(VMHandle vm, NicInfo info) {
        this.vm = vm;
        this.info = info;
    }

    @Override
    public String id() {
        return info.id();
    }

    @Override
    public NicInfo info() {
        return info;
    }

    @Override
    public void remove() {
        new PreparedVerbs(vm).removeNic(info).run();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NicHandle o && o.vm.equals(vm) && o.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
