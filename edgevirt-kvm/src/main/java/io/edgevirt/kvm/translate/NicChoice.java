package io.edgevirt.kvm.translate;

import io.edgevirt.spi.NicSpec;

/**
 * A network adapter to add, with all that was chosen for it.
 *
 * @param spec what was asked for
 * @param bridge whether its network is a bridge of the host's, and no network of libvirt's
 * @param source the network's or bridge's name
 * @param openVSwitch whether the bridge is one of Open vSwitch
 * @param model the adapter's model, such as {@code virtio}
 */
public record NicChoice(NicSpec spec, boolean bridge, String source, boolean openVSwitch, String model) {}
