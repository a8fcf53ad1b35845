package io.edgevirt.kvm.libvirt;

/**
 * A domain's state and why it is in it.
 *
 * @param state the state
 * @param reason libvirt's number of the reason, whose meaning depends on the state
 *     ({@code virDomainRunningReason} and its kind in {@code libvirt-domain.h}); 0 is "unknown" in all of them
 */
public record StateAndReason(DomainState state, int reason) {}
