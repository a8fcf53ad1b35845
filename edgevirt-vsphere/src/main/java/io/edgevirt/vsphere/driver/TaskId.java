package io.edgevirt.vsphere.driver;

/**
 * A native task as the engine carries it about: its id, and the key under which its result is told when it ends. A task
 * of another connection or program has no key.
 *
 * @param id the task's id, such as {@code task-42}
 * @param tells the key, such as {@code vm}; empty if its result is of no use
 */
record TaskId(String id, String tells) {

    private static final char SEPARATOR = '/';

    /** As the engine carries it. */
    static String of(String id, String tells) {
        return tells.isEmpty() ? id : id + SEPARATOR + tells;
    }

    static TaskId parse(String text) {
        int at = text.indexOf(SEPARATOR);
        return at < 0 ? new TaskId(text, "") : new TaskId(text.substring(0, at), text.substring(at + 1));
    }
}
