/** Programs to run and to learn from. */
@NullMarked
package io.edgevirt.samples;

import org.jspecify.annotations.NullMarked;
