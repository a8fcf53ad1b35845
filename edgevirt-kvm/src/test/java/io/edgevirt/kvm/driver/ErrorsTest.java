package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.OpenOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("libvirt's errors become EdgeVirt's:")
class ErrorsTest {

    @Test
    @DisplayName("every code of the I/O room has its name")
    void names() throws IllegalAccessException {
        for (Field field : LibvirtError.class.getDeclaredFields()) {
            boolean code = Modifier.isPublic(field.getModifiers()) && field.getType() == int.class;
            if (code && Modifier.isStatic(field.getModifiers())) {
                assertEquals("VIR_ERR_" + field.getName(), Codes.name(field.getInt(null)));
            }
        }
        assertEquals("VIR_ERR_4711", Codes.name(4711));
    }

    @Test
    @DisplayName("a domain that is not there is not found, and the code is told")
    void notFound() {
        try (LibvirtConnection lib = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT)) {
            EdgeVirtException e = assertThrows(
                    NotFoundException.class,
                    () -> Errors.guard(() -> lib.domains().xml(UUID.randomUUID(), 0)));
            assertEquals(Optional.of("VIR_ERR_NO_DOMAIN"), e.nativeCode());
            assertEquals("kvm", e.backend());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }
    }

    @Test
    @DisplayName("a connection that was closed is a lost one")
    void closed() {
        LibvirtConnection lib = LibvirtConnection.open("test:///default", OpenOptions.DEFAULT);
        lib.close();
        assertThrows(
                ConnectionException.class,
                () -> Errors.guard(() -> lib.domains().list(0)));
    }

    @Test
    @DisplayName("a daemon that does not answer is named with what to do")
    void noDaemon(@TempDir Path folder) {
        String uri = "qemu+unix:///system?socket=" + folder.resolve("none");
        EdgeVirtException e = assertThrows(ConnectionException.class, () -> {
            try (Hypervisor hypervisor = EdgeVirt.connect(uri)) {
                hypervisor.about();
            }
        });
        assertTrue(e.hint().orElse("").contains("systemctl start libvirtd"), e.getMessage());
        assertEquals(Optional.of("VIR_ERR_SYSTEM_ERROR"), e.nativeCode());
        assertInstanceOf(LibvirtError.class, rootOf(e));
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
