package io.edgevirt.vsphere.vim;

/** A SATA controller of kind AHCI; since vSphere 5.5. */
public class VirtualAHCIController extends VirtualSATAController {

    /** Makes one without values. */
    public VirtualAHCIController() {}
}
