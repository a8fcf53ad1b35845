package io.edgevirt.testkit;

import io.edgevirt.Feature;

/** Ends a test early and well: the backend lacks the feature, says so, and was seen to refuse it. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(Feature feature, String reason) {
        super(feature + ": " + reason, null, false, false);
        this.reason = feature + ": " + reason;
    }

    String reason() {
        return reason;
    }
}
