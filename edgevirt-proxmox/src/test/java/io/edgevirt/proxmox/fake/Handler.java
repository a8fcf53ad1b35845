package io.edgevirt.proxmox.fake;

/** Answers one method of one path; runs while the world is locked, so that it sees and changes a state of its own. */
@FunctionalInterface
public interface Handler {
    /**
     * Does what is asked.
     *
     * @throws Refusal for a reply other than 200
     */
    Answer answer(Request request);
}
