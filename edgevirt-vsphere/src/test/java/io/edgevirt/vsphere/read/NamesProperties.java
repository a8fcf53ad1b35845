package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A name")
class NamesProperties {

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings().withChars("%25fFcC/\\aé’").ofMaxLength(12));
    }

    @Property
    @Label("comes back from how vSphere keeps it")
    void roundTrip(@ForAll("names") String name) {
        assertEquals(name, Names.plain(Names.kept(name)));
    }

    @Property
    @Label("as vSphere keeps it is one part of a path")
    void onePart(@ForAll("names") String name) {
        assertFalse(Names.kept(name).contains("/"));
        assertFalse(Names.kept(name).contains("\\"));
    }

    @Property
    @Label("of any text is read without failing")
    void anything(@ForAll("names") String kept) {
        assertTrue(Names.plain(kept).length() <= kept.length());
    }

    @Example
    @Label("may be escaped in capitals, and a percent sign of its own stays")
    void capitals() {
        assertEquals("a/b\\c%41", Names.plain("a%2Fb%5Cc%41"));
    }
}
