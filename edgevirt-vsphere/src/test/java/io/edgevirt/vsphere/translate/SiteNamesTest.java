package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Finding;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name of vSphere's surroundings")
class SiteNamesTest {

    private static List<Finding> entity(String name) {
        return new SiteNames().entity("name", name).findings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a%2fb", "a\nb", "a\u0000b", "a\ud83db", "a\uffffb", "  ", ""})
    @DisplayName("that vSphere would not keep is refused, and the finding says which")
    void refused(String name) {
        List<Finding> findings = entity(name);

        assertEquals(name, findings.get(0).seen());
        assertEquals("name", findings.get(0).id());
        assertEquals(Finding.Problem.INVALID, findings.get(0).problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VM Network", "a'b\"c", "a&b<c>", "Straße 🚀", "-rf", "a;b|c$(d)"})
    @DisplayName("that is merely odd is taken")
    void taken(String name) {
        assertEquals(List.of(), entity(name));
    }
}
