/**
 * HTTPS for backends: certificates judged by a connection's {@link io.edgevirt.Trust}, requests by its {@link
 * io.edgevirt.Settings}, and errors that say whether a request went out. Who uses EdgeVirt needs nothing of it.
 */
@NullMarked
package io.edgevirt.http;

import org.jspecify.annotations.NullMarked;
