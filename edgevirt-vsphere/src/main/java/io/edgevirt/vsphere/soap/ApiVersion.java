package io.edgevirt.vsphere.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of the vSphere API, such as {@code 8.0.3.0}.
 *
 * @param text as the server writes it, which is what a request's SOAPAction carries
 * @param numbers its numbers, the most significant first
 */
public record ApiVersion(String text, List<Integer> numbers) implements Comparable<ApiVersion> {

    /** Old versions such as {@code 2.5u2} are not read: nothing of today offers only those. */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){1,3}");

    // Copies the list.
    public ApiVersion {
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a version.
     *
     * @param text such as {@code 7.0} or {@code 8.0.3.0}
     * @return the version, if it is one
     */
    public static Optional<ApiVersion> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split("\\.")) {
            numbers.add(Integer.valueOf(part));
        }
        return Optional.of(new ApiVersion(text, numbers));
    }

    /**
     * Whether this version is another one or newer.
     *
     * @param least the least numbers, such as 6, 7
     * @return true if it is
     */
    public boolean atLeast(int... least) {
        for (int i = 0; i < least.length; i++) {
            if (number(i) != least[i]) {
                return number(i) > least[i];
            }
        }
        return true;
    }

    /**
     * Whether this version is another one or newer.
     *
     * @param least the least numbers, such as 6, 7
     * @return true if it is
     */
    public boolean atLeast(List<Integer> least) {
        return atLeast(least.stream().mapToInt(Integer::intValue).toArray());
    }

    private int number(int at) {
        return at < numbers.size() ? numbers.get(at) : 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            if (number(i) != other.number(i)) {
                return Integer.compare(number(i), other.number(i));
            }
        }
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
