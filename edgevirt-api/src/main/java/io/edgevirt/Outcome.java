package io.edgevirt;

/** What is known about a change after its operation failed. */
public enum Outcome {
    /** Nothing was changed, or all that was changed has been undone. */
    NOT_DONE,
    /** The change happened although the operation reports an error, for example a wait that failed afterwards. */
    DONE,
    /** The system went away or did not answer in time: the change may or may not have happened. */
    UNKNOWN
}
