package io.edgevirt.rules;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.spi.HypervisorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What all backends say of all features, as a Markdown table with a note for everything but a plain yes. */
final class FeatureMatrix {

    private final List<HypervisorProvider> backends;
    private final Function<String, Map<String, String>> gaps;
    private final List<String> notes = new ArrayList<>();

    /**
     * Of the backends.
     *
     * @param gaps a backend's name to what its tests' peer cannot show: a feature's name, and the reason
     */
    FeatureMatrix(List<HypervisorProvider> backends, Function<String, Map<String, String>> gaps) {
        this.backends = backends;
        this.gaps = gaps;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("| Feature |");
        backends.forEach(b -> text.append(' ').append(b.name()).append(" |"));
        text.append("\n|---|").append("---|".repeat(backends.size())).append('\n');
        for (Feature feature : Feature.values()) {
            text.append("| ").append(feature.title()).append(" |");
            for (HypervisorProvider backend : backends) {
                text.append(' ')
                        .append(cell(backend.features().get(feature), gap(backend, feature)))
                        .append(" |");
            }
            text.append('\n');
        }
        text.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return text.toString();
    }

    private Optional<String> gap(HypervisorProvider backend, Feature feature) {
        return Optional.ofNullable(gaps.apply(backend.name()).get(feature.name()));
    }

    private String cell(Support support, Optional<String> gap) {
        String answer = support.status().name().toLowerCase(Locale.ROOT);
        String known = support.status() == Support.Status.YES ? answer : answer + " [" + note(said(support)) + "]";
        return known + gap.map(g -> " [" + note(g) + "]").orElse("");
    }

    private static String said(Support support) {
        return support.reason() + (support.remedy().isEmpty() ? "" : "; " + support.remedy());
    }

    private int note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return notes.indexOf(note) + 1;
    }
}
