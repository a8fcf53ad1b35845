package io.edgevirt.kvm.libvirt;

/**
 * A job on a domain: a migration, a save, a snapshot.
 *
 * @param type {@code virDomainJobType}: 0 none, 1 with a known end, 2 without, 3 completed, 4 failed, 5 cancelled
 * @param values under libvirt's names: {@code operation}, {@code time_elapsed} and {@code downtime} in
 *     milliseconds, {@code data_total}, {@code data_processed}, {@code data_remaining} in bytes, …
 */
public record JobStats(int type, Params values) {

    /** Type: no job. */
    public static final int NONE = 0;
    /** Type: a job runs whose end is known. */
    public static final int BOUNDED = 1;
    /** Type: a job runs whose end is not known. */
    public static final int UNBOUNDED = 2;
    /** Type: the job completed; only with {@link Jobs#COMPLETED}. */
    public static final int COMPLETED = 3;
}
