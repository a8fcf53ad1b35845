package io.edgevirt.samples;

import io.edgevirt.SerialConsole;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The guest that the quickstart boots, and what it is told. */
interface TinyLinux {

    /** The system property that names the folder with the guest's files. */
    String FOLDER = "edgevirt.guest.dir";

    /** The guest that scripts/build-guest.sh makes, or, in memory, a simulated one. */
    static TinyLinux on(String uri) {
        if (uri.startsWith("mem:")) {
            return new Simulated("login:");
        }
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException(
                    "say where the guest's kernel is: -D" + FOLDER + "=… (scripts/build-guest.sh)");
        }
        return new Real(Path.of(folder));
    }

    /** Has a machine boot this guest. */
    VMDefinition on(VMDefinition machine);

    /** What it says on its serial console when it is up. */
    String marker();

    /** Has the guest write a word to a file, which lies in its memory. */
    void keep(VM vm, String word);

    /** What the guest reads in that file. */
    String kept(VM vm);

    /**
     * A kernel, its command line and an initial RAM disk, with a shell on the serial console.
     *
     * @param folder where they lie
     */
    record Real(Path folder) implements TinyLinux {

        private static final Duration SOON = Duration.ofSeconds(30);

        @Override
        public VMDefinition on(VMDefinition machine) {
            return machine.bootKernel(folder.resolve("vmlinuz"), folder.resolve("initrd.img"), commandLine());
        }

        private String commandLine() {
            try {
                return Files.readString(folder.resolve("cmdline")).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("the guest has no command line for its kernel", e);
            }
        }

        @Override
        public String marker() {
            return "EDGEVIRT-GUEST-READY";
        }

        @Override
        public void keep(VM vm, String word) {
            answer(vm, "echo '" + word + "' > /run/state");
        }

        @Override
        public String kept(VM vm) {
            return answer(vm, "cat /run/state");
        }

        /** Types a command; the quotes keep the mark from being found where the terminal echoes what was typed. */
        private static String answer(VM vm, String command) {
            String mark = UUID.randomUUID().toString().substring(0, 8);
            SerialConsole console = vm.serial();
            console.type("echo '<'" + mark + "; " + command + "; echo '>'" + mark + "\n");
            console.await("<" + mark, SOON);
            String text = console.await(">" + mark, SOON);
            return text.substring(0, text.lastIndexOf('>')).strip();
        }
    }

    /**
     * Only its answers exist.
     *
     * @param marker what it says when it is up
     */
    record Simulated(String marker) implements TinyLinux {

        private static final String FILE = "/run/state";

        @Override
        public VMDefinition on(VMDefinition machine) {
            return machine;
        }

        @Override
        public void keep(VM vm, String word) {
            vm.guest().write(FILE, word);
        }

        @Override
        public String kept(VM vm) {
            return new String(vm.guest().read(FILE), StandardCharsets.UTF_8);
        }
    }
}
