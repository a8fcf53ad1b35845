package io.edgevirt.engine;

import io.edgevirt.Disk;
import io.edgevirt.DiskInfo;
import io.edgevirt.Size;

/** A disk, as users hold it. */
final class DiskHandle implements Disk {

    private final VMHandle vm;
    private volatile DiskInfo info;

    DiskHandle(VMHandle vm, DiskInfo info) {
        this.vm = vm;
        this.info = info;
    }

    @Override
    public String id() {
        return info.id();
    }

    @Override
    public DiskInfo info() {
        return info;
    }

    @Override
    public Disk resize(Size size) {
        info = new PreparedVerbs(vm).resizeDisk(info, size).run();
        return this;
    }

    @Override
    public void remove() {
        new PreparedVerbs(vm).removeDisk(info, false).run();
    }

    @Override
    public void detach() {
        new PreparedVerbs(vm).removeDisk(info, true).run();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskHandle o && o.vm.equals(vm) && o.id().equals(id());
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
