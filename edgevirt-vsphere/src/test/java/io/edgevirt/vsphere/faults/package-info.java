/** What becomes of changes when the connection is cut, the session expires or the server falls silent, at every request. */
@org.jspecify.annotations.NullMarked
package io.edgevirt.vsphere.faults;
