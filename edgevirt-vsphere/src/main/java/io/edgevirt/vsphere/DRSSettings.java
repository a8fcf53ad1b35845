package io.edgevirt.vsphere;

/** What DRS of a cluster is to be set to. */
public interface DRSSettings {

    /**
     * Whether it is on.
     *
     * @param on whether
     * @return these settings
     */
    DRSSettings enabled(boolean on);

    /**
     * How far it moves machines by itself.
     *
     * @param level MANUAL, PARTIAL or FULL
     * @return these settings
     */
    DRSSettings automation(Automation level);

    /**
     * Whether machines may have a level of their own.
     *
     * @param on whether
     * @return these settings
     */
    DRSSettings overrides(boolean on);

    /**
     * How much imbalance it takes to move a machine.
     *
     * @param rate 1, for much, to 5, for little
     * @return these settings
     */
    DRSSettings rate(int rate);
}
