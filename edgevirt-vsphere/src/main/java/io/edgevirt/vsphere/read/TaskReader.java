package io.edgevirt.vsphere.read;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.spi.TaskState;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The properties of a task to its {@link TaskState}. */
public final class TaskReader {

    /** What is watched of every task. */
    public static final Selection WATCHED =
            Selection.of("Task", "info.state", "info.progress", "info.error", "info.result");

    /** The key of a finished task's result: the id of what it made, or its text. */
    public static final String RESULT = "result";

    private TaskReader() {}

    /**
     * Reads how a task is.
     *
     * @param info the values of {@link #WATCHED}
     * @param faults makes an exception of a fault's type and the server's words
     * @return its state; at work for states that this version does not know
     */
    public static TaskState state(Map<String, Element> info, BiFunction<String, String, EdgeVirtException> faults) {
        return switch (info.getOrDefault("info.state", Element.NONE).text()) {
            case "success" -> new TaskState.Succeeded(result(info.getOrDefault("info.result", Element.NONE)));
            case "error" -> new TaskState.Failed(error(info.getOrDefault("info.error", Element.NONE), faults));
            default -> new TaskState.Running(fraction(info.getOrDefault("info.progress", Element.NONE)));
        };
    }

    private static Map<String, String> result(Element result) {
        return result.children().isEmpty()
                ? result.value().map(v -> Map.of(RESULT, v)).orElse(Map.of())
                : Map.of();
    }

    private static EdgeVirtException error(Element error, BiFunction<String, String, EdgeVirtException> faults) {
        Element fault = error.at("fault");
        return faults.apply(fault.type(), error.at("localizedMessage").text());
    }

    private static Optional<Double> fraction(Element progress) {
        return progress.number().filter(p -> p >= 0 && p <= 100).map(p -> p / 100.0);
    }
}
