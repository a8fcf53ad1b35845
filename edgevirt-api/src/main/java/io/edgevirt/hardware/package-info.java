/**
 * Whether a machine is built for what it shall carry: checks with thresholds from vendors' documents, and their report.
 *
 * <p>Begin at {@link io.edgevirt.hardware.HardwareCheck#singleNode()}.
 */
@NullMarked
package io.edgevirt.hardware;

import org.jspecify.annotations.NullMarked;
