package io.edgevirt.vsphere.vim;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a field of a newer version stands among the elements of its type: vSphere wants them in the order of its schema,
 * which does not always put new ones last. Without it a field comes after those of the class above.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface After {

    /**
     * The field that it follows.
     *
     * @return a field's name, of this class or of one above
     */
    String value();
}
