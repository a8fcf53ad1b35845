package io.edgevirt.vsphere.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a machine waits for: {@code runtime.question}, a {@code VirtualMachineQuestionInfo}.
 *
 * @param id the question's id
 * @param text the server's words
 * @param choices its answers' labels by their keys, in the server's order
 */
public record Question(String id, String text, Map<String, String> choices) {

    /** The property that holds it. */
    public static final String PROPERTY = "runtime.question";

    // Copies the map, whose order is kept.
    public Question {
        choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /**
     * Reads it.
     *
     * @param value the property's value
     * @return the question; empty where the machine waits for nothing
     */
    public static Optional<Question> read(Element value) {
        return value.text("id").map(id -> {
            Map<String, String> choices = new LinkedHashMap<>();
            for (Element choice : value.at("choice").all("choiceInfo")) {
                choice.text("key")
                        .ifPresent(key -> choices.put(
                                key,
                                choice.text("label")
                                        .or(() -> choice.text("summary"))
                                        .orElse(key)));
            }
            return new Question(id, value.at("text").text(), choices);
        });
    }

    /**
     * The key of a choice.
     *
     * @param answer the choice's key or label
     * @return the key, where there is such a choice
     */
    public Optional<String> choice(String answer) {
        if (choices.containsKey(answer)) {
            return Optional.of(answer);
        }
        return choices.entrySet().stream()
                .filter(c -> c.getValue().equalsIgnoreCase(answer))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The choices as a person reads them.
     *
     * @return such as {@code 'I Moved It', 'I Copied It'}
     */
    public String offered() {
        return choices.values().stream().map(c -> "'" + c + "'").collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text.strip() + " (" + offered() + ")";
    }
}
