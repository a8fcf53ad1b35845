package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.function.LongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A size")
class SizeTest {

    private static InvalidSpecException refused(String text) {
        return assertThrows(InvalidSpecException.class, () -> Size.parse(text));
    }

    @Nested
    @DisplayName("made of a unit")
    class Units {

        @Test
        @DisplayName("is binary for KiB, MiB, GiB and TiB")
        void binary() {
            assertEquals(1L << 10, Size.kib(1).bytes());
            assertEquals(1L << 20, Size.mib(1).bytes());
            assertEquals(8L << 30, Size.gib(8).bytes());
            assertEquals(1L << 40, Size.tib(1).bytes());
        }

        @Test
        @DisplayName("is decimal for MB, GB and TB")
        void decimal() {
            assertEquals(1_000_000L, Size.mb(1).bytes());
            assertEquals(128_000_000_000L, Size.gb(128).bytes());
            assertEquals(1_000_000_000_000L, Size.tb(1).bytes());
        }

        @Test
        @DisplayName("refuses less than nothing, and says which size")
        void negative() {
            InvalidSpecException e = assertThrows(InvalidSpecException.class, () -> Size.gib(-1));

            assertEquals("size", e.violations().get(0).field());
            assertTrue(e.getMessage().contains("-1073741824 bytes"), e.getMessage());
            assertThrows(InvalidSpecException.class, () -> Size.ofBytes(-1));
        }

        @Test
        @DisplayName("refuses more than a long holds instead of starting anew at the bottom")
        void overflow() {
            assertThrows(InvalidSpecException.class, () -> Size.tib(8_388_608));
            assertThrows(InvalidSpecException.class, () -> Size.tib(Long.MAX_VALUE));
            assertEquals(8_388_607L << 40, Size.tib(8_388_607).bytes());
        }
    }

    @Nested
    @DisplayName("read from a text")
    class Parsing {

        @ParameterizedTest
        @CsvSource({
            "8GiB, 8589934592",
            "8 GiB, 8589934592",
            "8gib, 8589934592",
            "' 8 GIB ', 8589934592",
            "4096, 4096",
            "4096 B, 4096",
            "1kB, 1000",
            "1KiB, 1024",
            "128 GB, 128000000000",
            "1.5 TB, 1500000000000",
            "0.5KiB, 512",
            "0, 0",
            "9223372036854775807, 9223372036854775807"
        })
        @DisplayName("is what it says")
        void reads(String text, long bytes) {
            assertEquals(bytes, Size.parse(text).bytes());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", " ", "GiB", "-1", "-1 GiB", "+1", "1e3", "1,5 GB", "1 000", ".5 GB", "5. GB", "8 G", "8 GiBs",
                    "8  GiB", "0x10", "NaN", "٨ GiB", "8 GıB", "8\n9", "8 PiB"
                })
        @DisplayName("is refused where it is no size")
        void refuses(String text) {
            assertEquals("size", refused(text).violations().get(0).field());
        }

        @Test
        @DisplayName("is refused where it is no whole number of bytes")
        void fractions() {
            refused("0.3 B");
            refused("0.0001 KiB");
        }

        @Test
        @DisplayName("is refused where it exceeds what a long holds")
        void overflow() {
            refused("9223372036854775808");
            refused("8388608 TiB");
            refused("9999999999999999999 TB");
        }

        @Test
        @DisplayName("is shown in the refusal, shortened")
        void shortened() {
            assertTrue(refused("9".repeat(10_000)).getMessage().length() < 400);
        }
    }

    @Nested
    @DisplayName("added and taken away")
    class Sums {

        @Test
        @DisplayName("adds up")
        void plus() {
            assertEquals(Size.gib(3), Size.gib(1).plus(Size.gib(2)));
        }

        @Test
        @DisplayName("refuses a sum that a long cannot hold")
        void overflow() {
            Size most = Size.ofBytes(Long.MAX_VALUE);

            assertThrows(InvalidSpecException.class, () -> most.plus(Size.ofBytes(1)));
        }

        @Test
        @DisplayName("never goes below nothing")
        void minus() {
            assertEquals(Size.gib(1), Size.gib(3).minus(Size.gib(2)));
            assertEquals(Size.ZERO, Size.gib(2).minus(Size.gib(3)));
        }
    }

    @Nested
    @DisplayName("in whole units")
    class Whole {

        @Test
        @DisplayName("is rounded down")
        void down() {
            Size almost = Size.ofBytes((1L << 30) - 1);

            assertEquals(1023, almost.inMib());
            assertEquals(0, almost.inGib());
            assertEquals(1, Size.gib(1).inGib());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "8589934592, 8 GiB",
        "8160437862, 7.6 GiB",
        "1099511627776, 1 TiB",
        "9223372036854775807, 8388608.0 TiB"
    })
    @DisplayName("prints with the largest binary unit that fits")
    void prints(long bytes, String text) {
        assertEquals(text, Size.ofBytes(bytes).toString());
    }

    @Property
    @Label("A whole number of any unit is read back from what it prints")
    void roundTrip(@ForAll("units") LongFunction<Size> unit, @ForAll @LongRange(min = 0, max = 1023) long count) {
        Size size = unit.apply(count);

        assertEquals(size, Size.parse(size.toString()));
    }

    @Property
    @Label("Bytes are read back from their number, and any amount prints within a twentieth of a unit")
    void near(@ForAll @LongRange(min = 0) long bytes) {
        Size size = Size.ofBytes(bytes);

        assertEquals(size, Size.parse(Long.toString(bytes)));
        String[] printed = size.toString().split(" ");
        double unit = printed[1].equals("B") ? 1 : Size.parse("1 " + printed[1]).bytes();
        assertEquals(bytes / unit, Double.parseDouble(printed[0]), 0.0501);
    }

    @Property
    @Label("Sizes compare as their bytes do")
    void compares(@ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
        assertEquals(Long.compare(a, b), Size.ofBytes(a).compareTo(Size.ofBytes(b)));
    }

    @Property
    @Label("A count of a unit is exact or refused")
    void exact(@ForAll @LongRange(min = 0) long count) {
        BigInteger wanted = BigInteger.valueOf(count).shiftLeft(30);
        if (wanted.bitLength() < 64) {
            assertEquals(wanted.longValueExact(), Size.gib(count).bytes());
        } else {
            assertThrows(InvalidSpecException.class, () -> Size.gib(count));
        }
    }

    @Property
    @Label("Any text is a size or refused, and the refusal prints on one line")
    void anyText(@ForAll("texts") String text) {
        try {
            assertTrue(Size.parse(text).bytes() >= 0);
        } catch (InvalidSpecException e) {
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Provide
    Arbitrary<LongFunction<Size>> units() {
        return Arbitraries.of(Size::ofBytes, Size::kib, Size::mib, Size::gib, Size::tib);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> likely = Combinators.combine(
                        Arbitraries.strings().withChars("0123456789.-+ eE").ofMaxLength(25),
                        Arbitraries.of("", "GiB", "kb", "TB", " MiB", "XB", "\u2028"))
                .as((number, unit) -> number + unit);
        return Arbitraries.oneOf(Arbitraries.strings(), likely);
    }
}
