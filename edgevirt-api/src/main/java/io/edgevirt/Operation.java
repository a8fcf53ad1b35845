package io.edgevirt;

/**
 * A change that has not happened yet. It can be checked, explained and altered as often as one likes; submitting it
 * spends it: what is submitted stays as it was, and altering or submitting it again is an {@link IllegalStateException}.
 *
 * <p>Operations are builders and not thread-safe.
 *
 * @param <T> what the change results in
 */
public interface Operation<T> {

    /**
     * Asks the system what would stop this change. Reads only, and a bounded number of times.
     *
     * @return findings, of which any that {@linkplain Findings#ok() fails} would stop it, each with its remedy
     */
    Findings check();

    /**
     * Tells the native steps that this change consists of, secrets masked, without doing any of them. What nobody can
     * know beforehand is written as a placeholder such as {@code {vmid}}.
     *
     * @return the plan, which prints as a table
     * @throws InvalidSpecException if what was asked for can never be planned
     */
    Plan explain();

    /**
     * Begins the change and returns at once.
     *
     * @return the task that carries it out
     * @throws InvalidSpecException if what was asked for is not valid; it names every violation
     * @throws IllegalStateException if this operation was submitted before
     */
    Task<T> submit();

    /**
     * Carries out the change and waits for it, at most the connection's operation timeout.
     *
     * @return what the change results in
     * @throws EdgeVirtException if it did not happen as asked
     */
    default T run() {
        return submit().join();
    }
}
