/**
 * What a backend implements. A driver reads and plans; it never waits, retries or validates: the engine does, once for
 * all backends. A backend registers a {@link io.edgevirt.spi.HypervisorProvider} for {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.edgevirt.spi;

import org.jspecify.annotations.NullMarked;
