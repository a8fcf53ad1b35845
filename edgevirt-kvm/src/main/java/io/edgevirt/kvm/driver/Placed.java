package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import java.util.ArrayList;
import java.util.List;

/** What planning chose, and what it found on the way. */
record Placed<T>(List<T> items, List<Finding> findings) {

    static <T> Placed<T> nothing() {
        return new Placed<>(new ArrayList<>(), new ArrayList<>());
    }

    void refuse(Finding finding) {
        findings.add(finding);
    }
}
