package io.edgevirt.spi;

import io.edgevirt.SwitchInfo;

/** Switches. */
public interface NetworkRole extends Inventory<SwitchInfo> {

    /**
     * Plans a switch. The steps tell {@link Step#SWITCH}.
     *
     * @param spec what is wanted
     * @return the plan
     */
    Work create(SwitchSpec spec);

    /**
     * Plans the removal of a switch.
     *
     * @param network the switch
     * @return the plan
     */
    Work delete(Ref network);
}
