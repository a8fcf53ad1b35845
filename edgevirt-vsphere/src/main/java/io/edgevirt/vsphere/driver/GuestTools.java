package io.edgevirt.vsphere.driver;

import com.vmware.vim25.FileTransferInformation;
import com.vmware.vim25.GuestProcessInfo;
import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.ExecResult;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.Violation;
import io.edgevirt.http.Abort;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.GuestCommand;
import io.edgevirt.vsphere.translate.GuestRequests;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** VMware Tools of one guest, asked with a login of its own. vSphere tells no output: it is sent into files and read. */
final class GuestTools {

    /** As {@link io.edgevirt.Guest#read} promises; of output no more is kept either. */
    static final int LARGEST = 16 * 1024 * 1024;

    private final Site site;
    private final GuestOperations managers;
    private final GuestRequests guest;
    private final Reference vm;

    GuestTools(Site site, GuestOperations managers, Reference vm, GuestRequests guest) {
        this.site = site;
        this.vm = vm;
        this.managers = managers;
        this.guest = guest;
    }

    /** Starts a command; what it is asked about by later is its id and its two files. */
    GuestProcess exec(boolean windows, List<String> words) {
        GuestCommand command = new GuestCommand(windows, words);
        List<Violation> refusals = command.refusals();
        if (!refusals.isEmpty()) {
            throw InvalidSpecException.of(refusals);
        }
        String output = temporary(".out");
        String error = "";
        try {
            error = temporary(".err");
            Request start = guest.start(managers.processes(), command.program(output, error));
            long id = site.vim().send(start, Long.class);
            return new GuestProcess(id, output, error);
        } catch (EdgeVirtException e) {
            if (e.outcome() == Outcome.NOT_DONE) {
                remove(output, e);
                remove(error, e);
            }
            throw e;
        }
    }

    private String temporary(String suffix) {
        return site.vim().send(guest.temporaryFile(managers.files(), suffix), String.class);
    }

    /** How it ended; empty while it runs. */
    Optional<ExecResult> ended(GuestProcess process) {
        GuestProcessInfo[] known = site.vim()
                .send(guest.process(managers.processes(), process.id()))
                .map(GuestProcessInfo[].class::cast)
                .orElse(new GuestProcessInfo[0]);
        GuestProcessInfo info = List.of(known).stream()
                .filter(p -> p.getPid() == process.id())
                .findFirst()
                .orElseThrow(() -> failed(
                        "the guest knows no process " + process.id() + ": it ended more than five minutes ago, or the"
                                + " guest was restarted",
                        "what it wrote is in the guest's " + process.output() + " and " + process.error()));
        if (info.getEndTime() == null) {
            return Optional.empty();
        }
        Integer code = info.getExitCode();
        if (code == null) {
            throw failed("the guest does not tell how process " + process.id() + " ended", "");
        }
        Kept output = content(process.output());
        Kept error = content(process.error());
        remove(process.output());
        remove(process.error());
        return Optional.of(new ExecResult(code, text(output), text(error), output.truncated() || error.truncated()));
    }

    private static String text(Kept content) {
        return new String(content.bytes(), StandardCharsets.UTF_8);
    }

    byte[] read(String path) {
        Kept content = content(path);
        if (content.truncated()) {
            throw new UnsupportedFeatureException(Failure.of(path + " has more than " + LARGEST + " bytes")
                    .backend(Faults.BACKEND)
                    .hint("copy it over the network"));
        }
        return content.bytes();
    }

    private Kept content(String path) {
        FileTransferInformation from =
                site.vim().send(guest.read(managers.files(), path), FileTransferInformation.class);
        Kept content = new Kept(LARGEST);
        OtherHosts.of(site, from.getUrl(), vm).download(from.getUrl(), content, done -> {}, new Abort());
        return content;
    }

    void write(String path, byte[] content) {
        String to = site.vim().send(guest.write(managers.files(), path, content.length), String.class);
        OtherHosts.of(site, to, vm)
                .upload(to, new ByteArrayInputStream(content), content.length, done -> {}, new Abort());
    }

    private void remove(String path) {
        site.vim().send(guest.delete(managers.files(), path));
    }

    private void remove(String path, EdgeVirtException because) {
        try {
            if (!path.isEmpty()) {
                remove(path);
            }
        } catch (EdgeVirtException e) {
            because.addSuppressed(e);
        }
    }

    private static OperationFailedException failed(String message, String hint) {
        Failure failure = Failure.of(message).backend(Faults.BACKEND).outcome(Outcome.UNKNOWN);
        return new OperationFailedException(hint.isEmpty() ? failure : failure.hint(hint));
    }

    /**
     * The managers of what goes on in guests.
     *
     * @param processes the {@code GuestProcessManager}
     * @param files the {@code GuestFileManager}
     */
    record GuestOperations(ManagedObjectReference processes, ManagedObjectReference files) {}
}
