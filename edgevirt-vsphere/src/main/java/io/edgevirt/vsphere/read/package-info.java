/** Native to neutral: what vSphere's properties mean. Pure functions, without a server. */
@NullMarked
package io.edgevirt.vsphere.read;

import org.jspecify.annotations.NullMarked;
