package io.edgevirt.proxmox.fake;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One parameter of a method: what its value must be like.
 *
 * @param name as in the table; {@code net[n]} stands for net0, net1 and so on
 * @param type the first letter of string, boolean, integer, number or array
 * @param needed whether it must be there
 * @param rules constraints by name: minimum, maximum, maxLength, enum, fmt, propstr, pattern
 */
record ApiParameter(String name, char type, boolean needed, Map<String, String> rules) {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    static ApiParameter of(String name, String type, String rules) {
        Map<String, String> byName = new TreeMap<>();
        for (String rule : rules.split(";")) {
            int at = rule.indexOf('=');
            if (at > 0) {
                byName.put(rule.substring(0, at), rule.substring(at + 1));
            }
        }
        return new ApiParameter(name, type.charAt(0), type.endsWith("!"), byName);
    }

    /** What is wrong with the values, in the words of Proxmox; empty if they are fine. */
    Optional<String> wrong(List<String> values) {
        if (type == 'a') {
            return Optional.empty();
        }
        if (values.size() > 1 && "string-alist".equals(rules.get("fmt"))) {
            return Optional.empty(); // release 7 joins them by NUL, at which it takes such a list to pieces again
        }
        if (values.size() > 1) {
            return Optional.of("type check ('" + word() + "') failed - got ARRAY");
        }
        String value = values.get(0);
        return wrongType(value)
                .or(() -> wrongSize(value))
                .or(() -> wrongWord(value))
                .or(() -> wrongForm(value));
    }

    private String word() {
        return switch (type) {
            case 'b' -> "boolean";
            case 'i' -> "integer";
            case 'n' -> "number";
            default -> "string";
        };
    }

    private Optional<String> wrongType(String value) {
        boolean right = switch (type) {
            case 'b' -> value.equals("0") || value.equals("1");
            case 'i' -> INTEGER.matcher(value).matches();
            case 'n' -> NUMBER.matcher(value).matches();
            default -> true;
        };
        return right ? Optional.empty() : Optional.of("type check ('" + word() + "') failed - got '" + value + "'");
    }

    private Optional<String> wrongSize(String value) {
        if (type == 'i' || type == 'n') {
            BigDecimal number = new BigDecimal(value);
            if (rules.containsKey("minimum") && number.compareTo(new BigDecimal(rules.get("minimum"))) < 0) {
                return Optional.of("value must have a minimum value of " + rules.get("minimum"));
            }
            if (rules.containsKey("maximum") && number.compareTo(new BigDecimal(rules.get("maximum"))) > 0) {
                return Optional.of("value must have a maximum value of " + rules.get("maximum"));
            }
        }
        String longest = rules.get("maxLength");
        if (longest != null && value.length() > Integer.parseInt(longest)) {
            return Optional.of("value may only be " + longest + " characters long");
        }
        String shortest = rules.get("minLength");
        if (shortest != null && value.length() < Integer.parseInt(shortest)) {
            return Optional.of("value must be at least " + shortest + " characters long");
        }
        return Optional.empty();
    }

    private Optional<String> wrongWord(String value) {
        String words = rules.get("enum");
        if (words == null || Arrays.asList(words.split("\\|")).contains(value)) {
            return Optional.empty();
        }
        return Optional.of(
                "value '" + value + "' does not have a value in the enumeration '" + words.replace("|", ", ") + "'");
    }

    private Optional<String> wrongForm(String value) {
        String format = rules.get("fmt");
        if (format != null) {
            return Formats.wrong(format, value);
        }
        String keys = rules.get("propstr");
        return keys == null || value.isEmpty() ? Optional.empty() : Formats.wrongKeys(Set.of(keys.split("\\|")), value);
    }
}
