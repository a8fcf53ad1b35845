package io.edgevirt.vsphere;

import java.util.List;

/**
 * What a machine waits for before it goes on.
 *
 * @param text the server's words
 * @param choices the answers that it takes
 */
public record VMQuestion(String text, List<String> choices) {

    // Copies the list.
    public VMQuestion {
        choices = List.copyOf(choices);
    }

    @Override
    public String toString() {
        return "VMQuestion[" + text.replaceAll("\\R", " ") + " " + choices + "]";
    }
}
