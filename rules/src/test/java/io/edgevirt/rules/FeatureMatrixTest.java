package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Feature;
import io.edgevirt.spi.HypervisorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The feature matrix in the README")
class FeatureMatrixTest {

    private static final String BEGIN = "<!-- feature matrix: generated -->\n";
    private static final String END = "<!-- end of the feature matrix -->";
    /** Run with this property to write the table anew: -Dedgevirt.matrix=write. */
    private static final boolean WRITE = "write".equals(System.getProperty("edgevirt.matrix"));

    private final List<HypervisorProvider> backends = ServiceLoader.load(HypervisorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();

    @Test
    @DisplayName("is what the backends themselves say of each feature")
    void isWhatTheBackendsSay() throws IOException {
        Path readme = Repository.ROOT.resolve("README.md");
        String text = Files.readString(readme);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertTrue(from >= BEGIN.length() && to >= from, "README.md lacks the marks of the feature matrix");
        String table = new FeatureMatrix(backends, Repository::gaps).toString();
        if (WRITE) {
            Files.writeString(readme, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertEquals(table, text.substring(from, to), "run the rules with -Dedgevirt.matrix=write");
    }

    @Test
    @DisplayName("has an answer of every backend for every feature, and a reason for every no")
    void isWhole() {
        for (HypervisorProvider backend : backends) {
            for (Feature feature : Feature.values()) {
                var support = backend.features().get(feature);
                assertTrue(support != null, backend.name() + " says nothing of " + feature);
                assertTrue(!support.reason().isBlank(), backend.name() + " gives no reason for " + feature);
            }
        }
    }
}
