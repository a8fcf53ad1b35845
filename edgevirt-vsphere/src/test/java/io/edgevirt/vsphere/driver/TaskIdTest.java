package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A native task's id")
class TaskIdTest {

    @Test
    @DisplayName("carries the key under which its result is told")
    void withKey() {
        assertEquals(new TaskId("task-42", "vm"), TaskId.parse(TaskId.of("task-42", "vm")));
    }

    @Test
    @DisplayName("of another program has none")
    void without() {
        assertEquals(
                new TaskId("haTask-1-vim.VirtualMachine.powerOn-7", ""),
                TaskId.parse("haTask-1-vim.VirtualMachine.powerOn-7"));
    }
}
