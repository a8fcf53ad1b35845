package io.edgevirt.proxmox;

import java.util.List;
import java.util.Optional;

/**
 * A Linux bond that is wanted. Immutable; begin with {@link #of}.
 *
 * @param mode how its adapters work together
 * @param adapters the adapters
 * @param hashPolicy for {@link Mode#BALANCE_XOR} and {@link Mode#LACP}: how traffic is spread
 */
public record BondSettings(Mode mode, List<String> adapters, Optional<HashPolicy> hashPolicy) {

    /** How the adapters of a bond work together. */
    public enum Mode {
        /** In turn. */
        BALANCE_RR("balance-rr"),
        /** One at a time. */
        ACTIVE_BACKUP("active-backup"),
        /** By a hash of the addresses. */
        BALANCE_XOR("balance-xor"),
        /** All of them everything. */
        BROADCAST("broadcast"),
        /** By IEEE 802.3ad, which the switch must know. */
        LACP("802.3ad"),
        /** By load, outwards. */
        BALANCE_TLB("balance-tlb"),
        /** By load, both ways. */
        BALANCE_ALB("balance-alb");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /**
         * Proxmox's word.
         *
         * @return such as {@code 802.3ad}
         */
        public String word() {
            return word;
        }
    }

    /** What traffic is spread by. */
    public enum HashPolicy {
        /** MAC addresses. */
        LAYER2("layer2"),
        /** MAC and IP addresses. */
        LAYER2_3("layer2+3"),
        /** IP addresses and ports. */
        LAYER3_4("layer3+4");

        private final String word;

        HashPolicy(String word) {
            this.word = word;
        }

        /**
         * Proxmox's word.
         *
         * @return such as {@code layer3+4}
         */
        public String word() {
            return word;
        }
    }

    // Copies the list.
    public BondSettings {
        adapters = List.copyOf(adapters);
    }

    /**
     * A bond.
     *
     * @param mode how its adapters work together
     * @param adapters the adapters
     * @return the settings
     */
    public static BondSettings of(Mode mode, String... adapters) {
        return new BondSettings(mode, List.of(adapters), Optional.empty());
    }

    /**
     * The same with what traffic is spread by.
     *
     * @param policy the policy
     * @return the changed settings
     */
    public BondSettings hashPolicy(HashPolicy policy) {
        return new BondSettings(mode, adapters, Optional.of(policy));
    }
}
