/** The contract that every backend keeps, as JUnit 5 classes to extend. */
@NullMarked
package io.edgevirt.testkit;

import org.jspecify.annotations.NullMarked;
