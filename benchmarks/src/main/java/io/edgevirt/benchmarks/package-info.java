/** Measurements. */
@NullMarked
package io.edgevirt.benchmarks;

import org.jspecify.annotations.NullMarked;
