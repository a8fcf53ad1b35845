package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidStateException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Channel;
import io.edgevirt.vsphere.soap.Inventory;
import io.edgevirt.vsphere.soap.ReplyReader;
import io.edgevirt.vsphere.soap.Roots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task that takes long")
class QuestionsTest {

    private static final TaskState RUNNING = new TaskState.Running(Optional.empty());
    private static final Map<String, TaskState> ONE = Map.of("task-7", RUNNING);
    private static final String QUESTION = "<val><id>_vmx1</id><text>Did you move or copy it?</text><choice>"
            + "<choiceInfo><label>I Moved It</label><key>1</key></choiceInfo></choice></val>";

    private final List<String> requests = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1); // it may run over
    private String machine = "<propSet><name>runtime.question</name>" + QUESTION + "</propSet>";
    private final Questions questions = new Questions(
            new Inventory(
                    new Server(),
                    new Roots(
                            new Reference("PropertyCollector", "pc"),
                            new Reference("ViewManager", "vm"),
                            new Reference("Folder", "f")),
                    Duration.ofSeconds(1)),
            clock::get);

    /** Answers reads of the task and of its machine. */
    private final class Server implements Channel {
        @Override
        public <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader) {
            requests.add(method);
            String object = body.contains(">task-7<")
                    ? "<obj type=\"Task\">task-7</obj><propSet><name>info.entity</name>"
                            + "<val type=\"VirtualMachine\">vm-42</val></propSet>"
                    : "<obj type=\"VirtualMachine\">vm-42</obj>" + machine;
            String reply = "<Envelope><Body><RetrievePropertiesExResponse><returnval><objects>" + object
                    + "</objects></returnval></RetrievePropertiesExResponse></Body></Envelope>";
            try {
                return reader.read(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    @DisplayName("and whose machine asks something is told as failed, with the question and how to answer it")
    void asks() {
        questions.among(ONE);
        pass(Questions.PATIENCE);
        TaskState state = questions.among(ONE).get("task-7");

        TaskState.Failed failed = assertInstanceOf(TaskState.Failed.class, state);
        assertInstanceOf(InvalidStateException.class, failed.error());
        assertEquals(Outcome.UNKNOWN, failed.error().outcome());
        assertTrue(failed.error().getMessage().contains("Did you move or copy it?"), failed::toString);
        assertTrue(failed.error().hint().orElse("").contains("I Moved It"), failed::toString);
    }

    @Test
    @DisplayName("and whose machine asks nothing goes on, and is looked at once in a while")
    void asksNothing() {
        machine = "";
        questions.among(ONE);
        pass(Questions.PATIENCE);

        assertEquals(Map.of(), questions.among(ONE));
        assertEquals(2, requests.size());
        assertEquals(Map.of(), questions.among(ONE));
        assertEquals(2, requests.size(), "it was looked at a moment ago");
        pass(Questions.PAUSE);
        questions.among(ONE);
        assertEquals(3, requests.size(), "whose task it is is known");
    }

    @Test
    @DisplayName("is not yet one that has just begun, or has ended")
    void soon() {
        questions.among(ONE);
        assertEquals(Map.of(), questions.among(ONE));
        questions.among(Map.of("task-7", new TaskState.Succeeded(Map.of())));
        pass(Questions.PATIENCE);

        assertEquals(Map.of(), questions.among(Map.of()));
        assertEquals(List.of(), requests);
    }
}
