package io.edgevirt.hardware;

import io.edgevirt.Finding;
import io.edgevirt.Hardware;
import io.edgevirt.hardware.Reading.Truth;
import java.util.Optional;

/**
 * One check of the table in {@link Thresholds}.
 *
 * @param id its id, which waivers name
 * @param group when it is made
 * @param minimum below it the check fails; empty where there is only a note to give
 * @param recommended below it the check warns, where the recommended column was asked for
 * @param note what to say besides; for a rule without a minimum it is the finding itself
 * @param remedy what to do where a limit is missed
 */
record Rule(String id, Group group, Optional<Limit> minimum, Optional<Limit> recommended, Note note, String remedy) {

    /** When a rule's check is made. */
    enum Group {
        SINGLE_NODE,
        NESTED
    }

    /**
     * What holds whatever the machine is.
     *
     * @param status the status of a finding that is only a note
     * @param wanted what is wanted; empty where nothing is
     * @param reason what to know
     * @param source who says so
     */
    record Note(Finding.Status status, String wanted, String reason, String source) {
        static final Note NONE = new Note(Finding.Status.PASS, "", "", "");
    }

    static Rule of(String id, Group group, Limit minimum, Limit recommended, String remedy) {
        return new Rule(id, group, Optional.of(minimum), Optional.of(recommended), Note.NONE, remedy);
    }

    static Rule of(String id, Group group, Limit minimum, String remedy) {
        return new Rule(id, group, Optional.of(minimum), Optional.empty(), Note.NONE, remedy);
    }

    static Rule note(String id, Group group, Note note, String remedy) {
        return new Rule(id, group, Optional.empty(), Optional.empty(), note, remedy);
    }

    Finding check(Hardware hardware, boolean alsoRecommended) {
        if (minimum.isEmpty()) {
            return finding(note.status(), hardware, "", note.wanted(), note.reason(), remedy, note.source());
        }
        Reading least = minimum.get().probe().read(hardware);
        if (least.truth() != Truth.MET || !alsoRecommended || recommended.isEmpty()) {
            return finding(hardware, minimum.get(), least, Finding.Status.FAIL, "below the minimum");
        }
        Reading best = recommended.get().probe().read(hardware);
        return finding(
                hardware, recommended.get(), best, Finding.Status.WARN, "meets the minimum, not the recommendation");
    }

    private Finding finding(Hardware h, Limit limit, Reading reading, Finding.Status missed, String reason) {
        return switch (reading.truth()) {
            case MET -> finding(Finding.Status.PASS, h, reading.seen(), limit.text(), "", "", limit.source());
            case MISSED -> finding(missed, h, reading.seen(), limit.text(), reason, remedy, limit.source());
            case HIDDEN ->
                finding(Finding.Status.SKIPPED, h, reading.seen(), limit.text(), reading.reason(), "", limit.source());
            case UNKNOWN ->
                finding(
                        Finding.Status.UNKNOWN,
                        h,
                        reading.seen(),
                        limit.text(),
                        reading.reason(),
                        "look it up on the machine itself",
                        limit.source());
        };
    }

    private Finding finding(
            Finding.Status status, Hardware h, String seen, String wanted, String reason, String what, String source) {
        return new Finding(id, status, h.name(), seen, wanted, reason, what, source, Finding.Problem.NONE);
    }
}
