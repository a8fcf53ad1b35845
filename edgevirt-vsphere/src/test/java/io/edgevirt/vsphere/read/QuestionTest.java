package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question that a machine waits for")
class QuestionTest {

    private static Optional<Question> read(String value) {
        return Question.read(Replies.vm("runtime.question", value).at("runtime.question"));
    }

    @Test
    @DisplayName("has a text, and choices that are known by key and by label")
    void choices() {
        Question question = read("<id>_vmx1</id><text>msg.uuid.altered:Did you move or copy it?\n</text>"
                        + "<choice><choiceInfo xsi:type=\"ElementDescription\"><label>I Moved It</label>"
                        + "<summary>moved</summary><key>1</key></choiceInfo>"
                        + "<choiceInfo xsi:type=\"ElementDescription\"><summary>I Copied It</summary><key>2</key>"
                        + "</choiceInfo><defaultIndex>1</defaultIndex></choice>")
                .orElseThrow();

        assertEquals("_vmx1", question.id());
        assertEquals(Map.of("1", "I Moved It", "2", "I Copied It"), question.choices());
        assertEquals(Optional.of("1"), question.choice("i moved it"));
        assertEquals(Optional.of("2"), question.choice("2"));
        assertEquals(Optional.empty(), question.choice("3"));
        assertEquals("msg.uuid.altered:Did you move or copy it? ('I Moved It', 'I Copied It')", question.toString());
    }

    @Test
    @DisplayName("is none where the property has no value")
    void none() {
        assertEquals(Optional.empty(), Question.read(Element.NONE));
    }
}
