package io.edgevirt.kvm.libvirt;

import java.util.Optional;

/** Answers what a daemon asks before it lets a connection in. */
@FunctionalInterface
public interface Credentials {

    /**
     * Answers one question.
     *
     * @param question what is asked
     * @param prompt the daemon's words for it
     * @return a fresh array, which is wiped after use; empty to give up
     */
    Optional<char[]> answer(Question question, String prompt);

    /** What can be asked. */
    enum Question {
        /** Who is it. */
        USER,
        /** A password or another secret. */
        SECRET
    }
}
