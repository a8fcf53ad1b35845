package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The module io.edgevirt.api")
class ModuleTest {

    private static ModuleDescriptor descriptor() throws IOException, URISyntaxException {
        URI classes = Connections.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (InputStream in = Files.newInputStream(Path.of(classes).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    @Test
    @DisplayName("exports what users call, the hardware checks and what backends implement, and nothing else")
    void exports() throws Exception {
        assertEquals(
                Set.of("io.edgevirt", "io.edgevirt.hardware", "io.edgevirt.spi"),
                descriptor().exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet()));
        assertTrue(descriptor().exports().stream().noneMatch(ModuleDescriptor.Exports::isQualified));
        assertTrue(descriptor().opens().isEmpty());
    }

    @Test
    @DisplayName("needs at run time only the JDK and slf4j")
    void requires() throws Exception {
        assertEquals(
                Set.of("java.base", "org.slf4j"),
                descriptor().requires().stream()
                        .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name)
                        .collect(Collectors.toSet()));
    }
}
