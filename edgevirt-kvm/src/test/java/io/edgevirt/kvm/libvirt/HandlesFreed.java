package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a native handle behind. Registered first, it runs after the test's own clean-up. */
final class HandlesFreed implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(0, LibvirtConnection.liveHandles(), "native handles alive after the test");
    }
}
