package io.edgevirt.vsphere.read;

import java.util.Map;

/**
 * What became of an object under watch.
 *
 * @param kind what happened
 * @param object the object
 * @param values the properties that have other values now; {@link Element#NONE} where one has none any more
 * @param refused the properties that the server does not give, with the fault's type
 */
public record ObjectChange(Kind kind, Reference object, Map<String, Element> values, Map<String, String> refused) {

    /** What happened to an object. */
    public enum Kind {
        /** It came into the watch; all its properties are told. */
        ENTER,
        /** Some of its properties changed. */
        MODIFY,
        /** It left the watch. */
        LEAVE
    }

    /** Object and kind; no values. */
    @Override
    public String toString() {
        return kind + " " + object + " " + values.keySet();
    }
}
