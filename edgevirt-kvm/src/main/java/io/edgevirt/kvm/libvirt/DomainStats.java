package io.edgevirt.kvm.libvirt;

/**
 * One domain of a bulk reply.
 *
 * @param domain who it is
 * @param values what libvirt says of it, under libvirt's names ({@code state.state}, {@code balloon.current},
 *     {@code vcpu.current}, {@code block.count}, {@code block.0.name}, {@code net.0.name}, …, as documented at
 *     {@code virConnectGetAllDomainStats}); what a driver does not know is absent
 */
public record DomainStats(DomainName domain, Params values) {

    /**
     * The state and its reason.
     *
     * @return {@link DomainState#UNKNOWN} where the reply has none
     */
    public StateAndReason state() {
        int state = (int) values.number("state.state").orElse(-1);
        return new StateAndReason(
                DomainState.of(state), (int) values.number("state.reason").orElse(0));
    }
}
