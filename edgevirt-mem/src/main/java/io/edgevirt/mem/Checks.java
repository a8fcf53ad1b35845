package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Support;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what would stop a change. */
final class Checks {

    private final World world;
    private final List<Finding> findings = new ArrayList<>();
    private boolean failed;

    Checks(World world) {
        this.world = world;
    }

    void fail(String id, Problem problem, String target, String reason, String remedy) {
        failed = true;
        findings.add(Finding.fail(id, problem, target, reason, remedy));
    }

    /** A value that is not valid, with the value that was seen. */
    void invalid(String id, String seen, String reason, String remedy) {
        failed = true;
        findings.add(new Finding(id, Finding.Status.FAIL, id, seen, "", reason, remedy, "", Problem.INVALID));
    }

    void warn(String id, String target, String reason, String remedy) {
        findings.add(Finding.warn(id, target, reason, remedy));
    }

    /** The system must be able to do something, if it is asked for. */
    void need(boolean asked, Feature feature, String id, String target) {
        if (!asked) {
            return;
        }
        Support support = world.preset().features().getOrDefault(feature, Support.no("unknown", ""));
        if (support.status() == Support.Status.NO) {
            fail(id, Problem.UNSUPPORTED, target, support.reason(), support.remedy());
        }
    }

    void name(String id, String name) {
        Optional<String> limit = world.preset().wrongName(name);
        if (limit.isPresent()) {
            invalid(id, name, limit.get(), "choose a name that this system takes");
        }
    }

    /** A file must be there. A server path is taken as there, unless the system is strict. */
    void file(String id, FileSource file) {
        if (file instanceof FileSource.Local local) {
            if (!Files.isRegularFile(local.path())) {
                fail(id, Problem.NOT_FOUND, file.toString(), "there is no such file on this machine", "check the path");
            }
            return;
        }
        String path = file.toString();
        if (world.things().names().contains(path) || world.things().blob(path).isPresent()) {
            return;
        }
        if (world.strict() || !isAbsolute(path)) {
            fail(
                    id,
                    Problem.NOT_FOUND,
                    path,
                    "the system has no file '" + path + "'",
                    "give an absolute path or pool:volume");
        }
    }

    /** A name that only a strict system looks up. */
    void known(String id, String kind, String name) {
        if (world.strict() && !world.things().names().contains(name)) {
            fail(id, Problem.NOT_FOUND, name, "there is no " + kind + " '" + name + "'", "add it to the system first");
        }
    }

    private static boolean isAbsolute(String path) {
        boolean drive = path.length() > 2
                && Character.isLetter(path.charAt(0))
                && path.charAt(1) == ':'
                && (path.charAt(2) == '\\' || path.charAt(2) == '/');
        return drive || path.startsWith("/") || path.startsWith("\\\\") || path.startsWith("[");
    }

    boolean failed() {
        return failed;
    }

    Work work(Supplier<List<Step>> steps) {
        return new Work(findings, failed ? List.of() : steps.get());
    }
}
