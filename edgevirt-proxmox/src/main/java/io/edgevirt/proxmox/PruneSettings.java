package io.edgevirt.proxmox;

import io.edgevirt.VM;

/**
 * Which backups of each machine are kept; at least one number is to be given, and the storage's own rules do not count. The
 * rules go one after the other, in this order: a backup that one keeps does not count for the next. Protected backups stay
 * in any case.
 */
public interface PruneSettings {

    /**
     * Only backups of this machine are looked at; by default those of all machines, and never those of containers.
     *
     * @param vm the machine
     * @return these settings
     */
    PruneSettings of(VM vm);

    /**
     * Keeps the newest ones.
     *
     * @param count how many, at least 1
     * @return these settings
     */
    PruneSettings keepLast(int count);

    /**
     * Keeps the newest one of each of the last hours that have any.
     *
     * @param count how many hours, at least 1
     * @return these settings
     */
    PruneSettings keepHourly(int count);

    /**
     * Keeps the newest one of each of the last days that have any.
     *
     * @param count how many days, at least 1
     * @return these settings
     */
    PruneSettings keepDaily(int count);

    /**
     * Keeps the newest one of each of the last weeks that have any.
     *
     * @param count how many weeks, at least 1
     * @return these settings
     */
    PruneSettings keepWeekly(int count);

    /**
     * Keeps the newest one of each of the last months that have any.
     *
     * @param count how many months, at least 1
     * @return these settings
     */
    PruneSettings keepMonthly(int count);

    /**
     * Keeps the newest one of each of the last years that have any.
     *
     * @param count how many years, at least 1
     * @return these settings
     */
    PruneSettings keepYearly(int count);
}
