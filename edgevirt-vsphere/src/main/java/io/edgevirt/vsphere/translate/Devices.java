package io.edgevirt.vsphere.translate;

import com.vmware.vim25.DistributedVirtualSwitchPortConnection;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualCdromIsoBackingInfo;
import com.vmware.vim25.VirtualCdromRemotePassthroughBackingInfo;
import com.vmware.vim25.VirtualDeviceBackingInfo;
import com.vmware.vim25.VirtualDeviceConnectInfo;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualDiskFlatVer2BackingInfo;
import com.vmware.vim25.VirtualDiskMode;
import com.vmware.vim25.VirtualEthernetCard;
import com.vmware.vim25.VirtualEthernetCardDistributedVirtualPortBackingInfo;
import com.vmware.vim25.VirtualEthernetCardMacType;
import com.vmware.vim25.VirtualEthernetCardNetworkBackingInfo;
import com.vmware.vim25.VirtualPCIPassthrough;
import com.vmware.vim25.VirtualPCIPassthroughDeviceBackingInfo;
import io.edgevirt.Size;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.Estate.Port;
import io.edgevirt.vsphere.vim.VirtualEthernetCardOpaqueNetworkBackingInfo;
import io.edgevirt.vsphere.vim.VirtualPCIPassthroughVmiopBackingInfo;
import java.util.Optional;

/** Fresh devices, each with as little said as vSphere wants. They have neither key nor place; {@link Slots} gives both. */
public final class Devices {

    private static final long KIB = 1024;

    private Devices() {}

    /**
     * A reference as requests carry it.
     *
     * @param type the name of the managed type
     * @param id the server's id
     * @return the reference
     */
    public static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.type = type;
        reference.val = id;
        return reference;
    }

    /**
     * A disk.
     *
     * @param file its file such as {@code [store] folder/disk.vmdk}; {@code [store]} alone lets the server name it
     * @param size its size, in whole KiB
     * @param thin whether it takes space only as it fills
     * @return the device
     */
    public static VirtualDisk disk(String file, Size size, boolean thin) {
        VirtualDiskFlatVer2BackingInfo backing = new VirtualDiskFlatVer2BackingInfo();
        backing.fileName = file;
        backing.diskMode = VirtualDiskMode.persistent.name();
        backing.thinProvisioned = thin;
        VirtualDisk disk = new VirtualDisk();
        disk.backing = backing;
        disk.capacityInKB = size.bytes() / KIB;
        return disk;
    }

    /**
     * A CD drive.
     *
     * @param image the image in it, such as {@code [store] iso/x.iso}; empty for none
     * @return the device
     */
    public static VirtualCdrom cdrom(Optional<String> image) {
        VirtualCdrom drive = new VirtualCdrom();
        drive.backing = tray(image);
        drive.connectable = connected(image.isPresent());
        return drive;
    }

    /**
     * What is in a CD drive.
     *
     * @param image the image; empty for none
     * @return what stands behind the drive
     */
    static VirtualDeviceBackingInfo tray(Optional<String> image) {
        if (image.isPresent()) {
            VirtualCdromIsoBackingInfo backing = new VirtualCdromIsoBackingInfo();
            backing.fileName = image.get();
            return backing;
        }
        VirtualCdromRemotePassthroughBackingInfo none = new VirtualCdromRemotePassthroughBackingInfo();
        none.deviceName = "";
        none.useAutoDetect = false;
        none.exclusive = false;
        return none;
    }

    /** Whether a device is connected, now and at each start. */
    static VirtualDeviceConnectInfo connected(boolean on) {
        VirtualDeviceConnectInfo info = new VirtualDeviceConnectInfo();
        info.startConnected = on;
        info.allowGuestControl = true;
        info.connected = on;
        return info;
    }

    /**
     * A network adapter.
     *
     * @param guest what suits the guest
     * @param net the network it is on
     * @param mac its address; empty lets the server choose
     * @return the device
     */
    public static VirtualEthernetCard nic(Guest guest, Net net, Optional<String> mac) {
        VirtualEthernetCard card = guest.nic();
        card.backing = wire(net);
        card.connectable = connected(true);
        card.addressType = mac.isPresent()
                ? VirtualEthernetCardMacType.manual.name()
                : VirtualEthernetCardMacType.generated.name();
        mac.ifPresent(address -> card.macAddress = address);
        card.wakeOnLanEnabled = true;
        return card;
    }

    private static VirtualDeviceBackingInfo wire(Net net) {
        if (net.type().equals("DistributedVirtualPortgroup")) {
            Port port = net.port().orElseThrow();
            DistributedVirtualSwitchPortConnection connection = new DistributedVirtualSwitchPortConnection();
            connection.switchUuid = port.first();
            connection.portgroupKey = port.second();
            VirtualEthernetCardDistributedVirtualPortBackingInfo backing =
                    new VirtualEthernetCardDistributedVirtualPortBackingInfo();
            backing.port = connection;
            return backing;
        }
        if (net.type().equals("OpaqueNetwork")) {
            VirtualEthernetCardOpaqueNetworkBackingInfo backing = new VirtualEthernetCardOpaqueNetworkBackingInfo();
            backing.opaqueNetworkId = net.port().orElseThrow().first();
            backing.opaqueNetworkType = net.port().orElseThrow().second();
            return backing;
        }
        VirtualEthernetCardNetworkBackingInfo backing = new VirtualEthernetCardNetworkBackingInfo();
        backing.deviceName = net.name();
        backing.network = reference("Network", net.id());
        return backing;
    }

    /**
     * A PCI device of the host.
     *
     * @param device what the host says of it
     * @return the device
     */
    public static VirtualPCIPassthrough passthrough(HostDevice device) {
        VirtualPCIPassthroughDeviceBackingInfo backing = new VirtualPCIPassthroughDeviceBackingInfo();
        backing.deviceName = device.name();
        backing.id = device.id();
        backing.deviceId = Integer.toHexString(device.device() & 0xffff);
        backing.systemId = device.system();
        backing.vendorId = (short) device.vendor();
        VirtualPCIPassthrough passed = new VirtualPCIPassthrough();
        passed.backing = backing;
        return passed;
    }

    /**
     * A virtual GPU.
     *
     * @param profile the profile's name
     * @return the device
     */
    public static VirtualPCIPassthrough vgpu(String profile) {
        VirtualPCIPassthroughVmiopBackingInfo backing = new VirtualPCIPassthroughVmiopBackingInfo();
        backing.vgpu = profile;
        VirtualPCIPassthrough card = new VirtualPCIPassthrough();
        card.backing = backing;
        return card;
    }
}
