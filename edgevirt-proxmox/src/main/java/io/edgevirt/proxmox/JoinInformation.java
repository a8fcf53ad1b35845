package io.edgevirt.proxmox;

/**
 * What a node needs to join a cluster, besides the password of {@code root@pam}.
 *
 * @param node the node of the cluster that it would speak with
 * @param address that node's address
 * @param fingerprint the SHA-256 fingerprint of that node's certificate, as Proxmox VE shows it
 */
public record JoinInformation(String node, String address, String fingerprint) {}
