/** What becomes of changes and readers when libvirt's daemon dies, or a reply is lost, at every request there is. */
@org.jspecify.annotations.NullMarked
package io.edgevirt.kvm.faults;
