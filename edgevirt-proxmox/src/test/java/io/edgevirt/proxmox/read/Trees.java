package io.edgevirt.proxmox.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Replies of any shape under the names that a reader asks for. */
public final class Trees {

    private Trees() {}

    /** Anything at all, with members of these names more often than chance would have them. */
    public static Arbitrary<Json> of(String... names) {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(s -> (Object) s),
                Arbitraries.longs().map(l -> (Object) l),
                Arbitraries.doubles().map(d -> (Object) d),
                Arbitraries.of(0, 1, -1, true, false, "", "1", "vm:100", "a/b:c", "UPID:", "100", "qemu"));
        Arbitrary<String> keys = Arbitraries.oneOf(
                Arbitraries.of(Arrays.asList(names)),
                Arbitraries.strings().alpha().ofMaxLength(4));
        Arbitrary<Object> tree = Arbitraries.recursive(
                () -> leaves, below -> Arbitraries.oneOf(lists(below), maps(keys, below), leaves), 0, 4);
        return tree.map(Json::of);
    }

    private static Arbitrary<Object> lists(Arbitrary<Object> below) {
        return below.list().ofMaxSize(5).map((List<Object> l) -> (Object) l);
    }

    private static Arbitrary<Object> maps(Arbitrary<String> keys, Arbitrary<Object> below) {
        return Arbitraries.maps(keys, below).ofMaxSize(8).map((Map<String, Object> m) -> (Object) m);
    }
}
