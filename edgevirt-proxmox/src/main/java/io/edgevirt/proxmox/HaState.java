package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * What the HA manager tells of one of its parts or of one of its resources.
 *
 * @param id such as {@code quorum}, {@code lrm:pve1} or {@code service:vm:100}
 * @param kind {@code quorum}, {@code master}, {@code lrm} or {@code service}
 * @param node the node it is about
 * @param state a resource's state, such as {@code started}, {@code error} or {@code fence}
 * @param status in the manager's own words
 */
public record HaState(String id, String kind, Optional<String> node, Optional<String> state, Optional<String> status) {}
