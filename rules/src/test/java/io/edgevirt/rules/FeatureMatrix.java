package io.edgevirt.rules;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.spi.HypervisorProvider;
import java.util.ArrayList;
import java.util.List;

/** What all backends say of all features, as a Markdown table with a note for everything but a plain yes. */
final class FeatureMatrix {

    private final List<HypervisorProvider> backends;
    private final List<String> notes = new ArrayList<>();

    FeatureMatrix(List<HypervisorProvider> backends) {
        this.backends = backends;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("| Feature |");
        backends.forEach(b -> text.append(' ').append(b.name()).append(" |"));
        text.append("\n|---|").append("---|".repeat(backends.size())).append('\n');
        for (Feature feature : Feature.values()) {
            text.append("| ").append(feature.title()).append(" |");
            for (HypervisorProvider backend : backends) {
                text.append(' ').append(cell(backend.features().get(feature))).append(" |");
            }
            text.append('\n');
        }
        text.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return text.toString();
    }

    private String cell(Support support) {
        String answer = support.status().name().toLowerCase(java.util.Locale.ROOT);
        return support.status() == Support.Status.YES ? answer : answer + " [" + note(support) + "]";
    }

    private int note(Support support) {
        String note = support.reason() + (support.remedy().isEmpty() ? "" : "; " + support.remedy());
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return notes.indexOf(note) + 1;
    }
}
