package io.edgevirt.vsphere;

/** What vSphere HA of a cluster is to be set to. */
public interface HASettings {

    /**
     * Whether it is on.
     *
     * @param on whether
     * @return these settings
     */
    HASettings enabled(boolean on);

    /**
     * Whether hosts watch each other.
     *
     * @param on whether
     * @return these settings
     */
    HASettings hostMonitoring(boolean on);

    /**
     * Whether machines are refused a start for which a failure's reserve would be used.
     *
     * @param on whether
     * @return these settings
     */
    HASettings admissionControl(boolean on);

    /**
     * Whether a machine is restarted whose guest does not answer any more.
     *
     * @param on whether
     * @return these settings
     */
    HASettings vmMonitoring(boolean on);
}
