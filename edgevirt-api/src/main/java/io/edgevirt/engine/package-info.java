/** The engine: handles, builders, waiting, retry, idempotency, progress and watching, written once. Not exported. */
@NullMarked
package io.edgevirt.engine;

import org.jspecify.annotations.NullMarked;
