/**
 * What users of EdgeVirt call: one fluent API over every hypervisor that people run at the edge.
 *
 * <p>Begin at {@link io.edgevirt.EdgeVirt#connect(String)}. Null is never passed and never returned;
 * a value that a system does not report is an empty {@link java.util.Optional}, never zero.
 */
@NullMarked
package io.edgevirt;

import org.jspecify.annotations.NullMarked;
