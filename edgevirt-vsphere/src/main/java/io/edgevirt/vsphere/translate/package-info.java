/** Neutral to native: specifications as vSphere wants them. Pure functions, without a server. */
@NullMarked
package io.edgevirt.vsphere.translate;

import org.jspecify.annotations.NullMarked;
