package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.read.Upid;
import java.util.List;

/** Which error it is that a task ended with. */
final class TaskFaults {

    private TaskFaults() {}

    /**
     * The error of a task.
     *
     * @param exit how it ended
     * @param log the end of its log
     */
    static EdgeVirtException of(Upid upid, String exit, List<String> log) {
        String tail = TaskLog.tail(log);
        String message = TaskLog.plain(exit) + (tail.isEmpty() ? "" : "; the task's log ends: " + tail);
        Failure failure = Failure.of(message).backend(Faults.BACKEND).nativeCode(upid.text());
        if (interrupted(exit)) {
            return new OperationCancelledException(failure.hint("somebody stopped the task " + upid.type()));
        }
        if (lost(exit)) {
            return new OperationFailedException(failure.outcome(Outcome.UNKNOWN)
                    .hint("the task was killed, or its node went down: look at what it worked on"));
        }
        if (deaf(exit)) {
            return new OperationTimeoutException(failure.outcome(Outcome.UNKNOWN)
                    .lastSeen("RUNNING")
                    .hint("its guest did not shut down in time: look at its console, or use powerOff()"));
        }
        return typed(exit, failure);
    }

    private static EdgeVirtException typed(String exit, Failure failure) {
        EdgeVirtException kind = Faults.said(exit, failure);
        // the task was asked about, so nothing is lost, whatever its words remind of
        return kind instanceof ConnectionException ? new OperationFailedException(kind.failure()) : kind;
    }

    /** What a graceful shutdown or restart says whose guest, or whose guest's agent, did not react in time. */
    private static boolean deaf(String exit) {
        return exit.contains("VM quit/powerdown failed")
                || (exit.contains("guest-shutdown") && exit.contains("got timeout"));
    }

    /** Whether somebody stopped the task. */
    static boolean interrupted(String exit) {
        return exit.contains("received interrupt")
                || exit.contains("interrupted by signal")
                || exit.contains("stopped by user");
    }

    /** Whether the task ended without a word. */
    static boolean lost(String exit) {
        return exit.equals("unexpected status") || exit.startsWith("unable to read tail") || exit.equals("unknown");
    }
}
