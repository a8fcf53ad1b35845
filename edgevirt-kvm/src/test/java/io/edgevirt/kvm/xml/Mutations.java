package io.edgevirt.kvm.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Replies with a few bytes that are others, missing, doubled or swapped. */
public final class Mutations {

    private static final List<String> SPLINTERS = List.of(
            "<",
            ">",
            "/",
            "'",
            "&",
            ";",
            "&#0;",
            "-1",
            "99999999999999999999",
            "0x",
            "",
            " ",
            "<a>",
            "]]>",
            "\0",
            "\n",
            "0",
            "١",
            "1e9",
            "0xffffffff",
            "0x80000000",
            "/33",
            "::",
            "%",
            "😀");

    private Mutations() {}

    /** The same document, spoilt in one to five places. */
    public static Arbitrary<byte[]> of(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return mutation(bytes.length).list().ofMinSize(1).ofMaxSize(5).map(all -> apply(bytes, all));
    }

    /** The same as text; bytes that are no UTF-8 become U+FFFD, as in every string from a server. */
    public static Arbitrary<String> textOf(String document) {
        return of(document).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    private record Mutation(int from, int length, byte[] instead) {}

    private static Arbitrary<Mutation> mutation(int length) {
        Arbitrary<byte[]> instead = Arbitraries.oneOf(
                Arbitraries.of(SPLINTERS).map(s -> s.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3));
        return Combinators.combine(
                        Arbitraries.integers().between(0, length).withDistribution(RandomDistribution.uniform()),
                        Arbitraries.frequencyOf(
                                Tuple.of(8, Arbitraries.integers().between(0, 4)),
                                Tuple.of(1, Arbitraries.integers().between(0, 400))),
                        instead)
                .as(Mutation::new);
    }

    private static byte[] apply(byte[] bytes, List<Mutation> all) {
        byte[] now = bytes;
        for (Mutation m : all) {
            int from = Math.min(m.from, now.length);
            int to = Math.min(from + m.length, now.length);
            byte[] next = Arrays.copyOf(now, from + m.instead.length + now.length - to);
            System.arraycopy(m.instead, 0, next, from, m.instead.length);
            System.arraycopy(now, to, next, from + m.instead.length, now.length - to);
            now = next;
        }
        return now;
    }
}
