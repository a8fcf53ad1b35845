package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Hypervisor;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Settings;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Pace;
import io.edgevirt.spi.Wire;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Connecting")
class ConnectionsTest {

    private static final Settings SETTINGS = Rig.settings(Rig.OPERATION);

    private final HypervisorProvider provider = mock(HypervisorProvider.class);
    private final Driver driver = mock(Driver.class);

    @BeforeEach
    void script() {
        when(provider.name()).thenReturn("toy");
        when(provider.schemes()).thenReturn(Set.of("toy", "toy+tls"));
        when(provider.connect(any(), any(), any())).thenReturn(driver);
        when(driver.pace()).thenReturn(Pace.system());
    }

    private Hypervisor connect(String uri, HypervisorProvider... providers) {
        return Connections.connect(uri, SETTINGS, List.of(providers));
    }

    @Nested
    @DisplayName("picks the backend")
    class Choice {

        @Test
        @DisplayName("by the scheme, whatever its case")
        void scheme() {
            connect("TOY+TLS://here", provider).close();
            verify(provider).connect(any(), any(), any());
        }

        @Test
        @DisplayName("and names the schemes found, and the artifact to add, where there is none")
        void unknown() {
            UnsupportedFeatureException e =
                    assertThrows(UnsupportedFeatureException.class, () -> connect("qemu+ssh://host/system", provider));
            assertTrue(e.getMessage().contains("[toy, toy+tls]"), e::getMessage);
            assertTrue(e.hint().orElseThrow().contains("io.edgevirt:edgevirt-kvm"), e::getMessage);
        }

        @Test
        @DisplayName("among those that can be made: a broken one does not stand in the others' way")
        void broken() {
            @SuppressWarnings("unchecked")
            Iterator<HypervisorProvider> entries = mock(Iterator.class);
            when(entries.hasNext()).thenReturn(true, true, false);
            when(entries.next())
                    .thenThrow(new ServiceConfigurationError("no such class"))
                    .thenReturn(provider);
            assertEquals(List.of(provider), Connections.whole(entries));
        }

        @Test
        @DisplayName("and does not ask for ever where every look at the class path fails")
        void unreadable() {
            @SuppressWarnings("unchecked")
            Iterator<HypervisorProvider> entries = mock(Iterator.class);
            when(entries.hasNext()).thenThrow(new ServiceConfigurationError("not readable"));
            assertEquals(List.of(), Connections.whole(entries));
        }

        @Test
        @DisplayName("and names all schemes of ours where nobody knows it")
        void strange() {
            EdgeVirtException e =
                    assertThrows(UnsupportedFeatureException.class, () -> connect("https://host", provider));
            assertTrue(e.hint().orElseThrow().contains("vsphere"), e::getMessage);
        }

        @Test
        @DisplayName("but not between two: it names both")
        void two() {
            HypervisorProvider other = mock(HypervisorProvider.class);
            when(other.schemes()).thenReturn(Set.of("toy"));
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> connect("toy:", provider, other));
            assertTrue(e.getMessage().contains("'toy'"), e::getMessage);
            assertTrue(e.getMessage().contains(provider.getClass().getName()), e::getMessage);
        }
    }

    @Nested
    @DisplayName("that fails")
    class Fails {

        @Test
        @DisplayName("says to what, and keeps the origin of the error")
        void within() {
            AuthenticationException thrown = new AuthenticationException(Failure.of("refused"));
            when(provider.connect(any(), any(), any())).thenThrow(thrown);
            AuthenticationException e =
                    assertThrows(AuthenticationException.class, () -> connect("toy://here/x", provider));
            assertEquals(List.of("toy", "connect", "toy://here/x"), List.of(e.backend(), e.operation(), e.target()));
            assertEquals(thrown.getStackTrace()[0], e.getStackTrace()[0]);
        }

        @Test
        @DisplayName("by a defect, says so")
        void defect() {
            IllegalStateException thrown = new IllegalStateException("boom");
            when(provider.connect(any(), any(), any())).thenThrow(thrown);
            OperationFailedException e = assertThrows(OperationFailedException.class, () -> connect("toy:", provider));
            assertSame(thrown, e.getCause());
        }

        @Test
        @DisplayName("never shows a password of the URI")
        void password() {
            when(provider.connect(any(), any(), any())).thenThrow(new AuthenticationException(Failure.of("refused")));
            String uri = "toy://root:hunter2@here/x?token=hunter3";
            EdgeVirtException refused = assertThrows(EdgeVirtException.class, () -> connect(uri, provider));
            EdgeVirtException unknown =
                    assertThrows(EdgeVirtException.class, () -> connect(uri.replace("toy", "strange"), provider));
            for (EdgeVirtException e : List.of(refused, unknown)) {
                assertFalse((e.getMessage() + e.failure().target()).contains("hunter"), e::getMessage);
            }
        }
    }

    @Test
    @DisplayName("wraps the wire with each interceptor, the last given outermost")
    void interceptors() throws Exception {
        List<String> order = new ArrayList<>();
        AtomicReference<Wire> wire = new AtomicReference<>();
        when(provider.connect(any(), any(), any())).thenAnswer(i -> {
            wire.set(i.getArgument(2));
            return driver;
        });
        Settings settings = new Settings.Builder()
                .intercept(noting("first", order))
                .intercept(noting("second", order))
                .build();
        Connections.connect("toy:", settings, List.of(provider)).close();

        assertEquals("reply", wire.get().call("GET /", () -> "reply"));
        assertEquals(List.of("second GET /", "first GET /"), order);
    }

    private static UnaryOperator<Wire> noting(String name, List<String> order) {
        return below -> new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                order.add(name + " " + request);
                return below.call(request, send);
            }
        };
    }
}
