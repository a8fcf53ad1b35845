package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachineTicket;
import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.ExecResult;
import io.edgevirt.Failure;
import io.edgevirt.GuestAddress;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VMStats;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.GuestLogin;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SerialSession;
import io.edgevirt.vsphere.read.FigureReader;
import io.edgevirt.vsphere.read.GuestReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Screen;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.read.TicketReader;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.GuestRequests;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is seen and done inside a machine: by the host, and by VMware Tools in its guest. */
final class VSphereInside implements InsideRole {

    static final String NO_SERIAL =
            "vSphere gives no machine's serial port to clients: it leads to a file of a datastore, or"
                    + " to the network where the host's firewall and licence allow it";
    static final String SERIAL_REMEDY = "look at the screen: display() or screenshot()";

    private final Site site;
    private volatile Optional<GuestTools.GuestOperations> managers = Optional.empty();

    VSphereInside(Site site) {
        this.site = site;
    }

    private Managed read(Ref vm, Selection wanted) {
        return site.inventory()
                .one(new Reference("VirtualMachine", vm.id()), wanted.paths().toArray(String[]::new));
    }

    private static ManagedObjectReference moref(Ref vm) {
        return Request.ref("VirtualMachine", vm.id());
    }

    private static <E extends EdgeVirtException> E because(Function<Failure, E> kind, String message, String hint) {
        return kind.apply(Failure.of(message).backend(Faults.BACKEND).hint(hint));
    }

    @Override
    public SerialSession serial(Ref vm) {
        throw because(UnsupportedFeatureException::new, NO_SERIAL, SERIAL_REMEDY);
    }

    private GuestReader running(Ref vm) {
        GuestReader guest = new GuestReader(read(vm, GuestReader.WANTED));
        if (!guest.running()) {
            throw because(InvalidStateException::new, guest.name() + " does not run", "start it");
        }
        return guest;
    }

    @Override
    public RemoteDisplay display(Ref vm) {
        VirtualMachineTicket ticket = VSphereMachine.ticket(site, new Reference("VirtualMachine", vm.id()));
        return TicketReader.webMks(ticket, site.server());
    }

    /** What vCenter and ESXi serve beside the API, with the same session. */
    @Override
    public byte[] screenshot(Ref vm) {
        running(vm);
        Kept content = new Kept(GuestTools.LARGEST);
        String address = "https://*/screen?id=" + URLEncoder.encode(vm.id(), StandardCharsets.UTF_8);
        site.vim().files().download(address, content, done -> {}, new Abort());
        byte[] picture = content.bytes();
        if (!Screen.png(picture)) {
            throw because(
                    OperationFailedException::new,
                    "the server gave something else than a picture",
                    "look at the screen: display()");
        }
        return picture;
    }

    @Override
    public VMStats stats(Ref vm) {
        return FigureReader.read(read(vm, FigureReader.WANTED), Instant.now());
    }

    @Override
    public List<GuestAddress> addresses(Ref vm, Optional<GuestLogin> login, Optional<GuestAddress.Source> source) {
        if (source.isPresent() && source.get() != GuestAddress.Source.AGENT) {
            throw because(
                    UnsupportedFeatureException::new,
                    "vSphere knows a guest's addresses from its tools alone, not from " + source.get(),
                    "ask for " + GuestAddress.Source.AGENT);
        }
        return new GuestReader(read(vm, GuestReader.WANTED)).addresses();
    }

    @Override
    public String exec(Ref vm, Optional<GuestLogin> login, List<String> command) {
        GuestReader guest = withTools(vm);
        boolean windows = guest.windows()
                .orElseThrow(() -> because(
                        InvalidStateException::new,
                        "it is not known whether the guest is Windows, and commands differ",
                        "give the machine a guestOs, or wait until its tools tell"));
        return tools(vm, login).exec(windows, command).text();
    }

    @Override
    public Optional<ExecResult> ended(Ref vm, Optional<GuestLogin> login, String process) {
        return tools(vm, login).ended(GuestProcess.parse(process));
    }

    @Override
    public byte[] readFile(Ref vm, Optional<GuestLogin> login, String path) {
        withTools(vm);
        return tools(vm, login).read(path);
    }

    @Override
    public void writeFile(Ref vm, Optional<GuestLogin> login, String path, byte[] content) {
        withTools(vm);
        tools(vm, login).write(path, content);
    }

    private GuestReader withTools(Ref vm) {
        GuestReader guest = running(vm);
        if (guest.withoutTools()) {
            throw because(
                    InvalidStateException::new,
                    "VMware Tools do not run in the guest of " + guest.name(),
                    "install open-vm-tools or VMware Tools, and wait until they run");
        }
        return guest;
    }

    private GuestTools tools(Ref vm, Optional<GuestLogin> login) {
        GuestLogin own = login.orElseThrow(() -> because(
                AuthenticationException::new,
                "vSphere reaches into a guest with a login of the guest's own, and none was given",
                "guest().as(user, password)"));
        return new GuestTools(
                site, managers(), new Reference("VirtualMachine", vm.id()), new GuestRequests(moref(vm), own));
    }

    /** Two threads may read them twice: they are the same. */
    private GuestTools.GuestOperations managers() {
        if (managers.isEmpty()) {
            ManagedObjectReference all = site.vim().content().getGuestOperationsManager();
            if (all == null) {
                throw because(UnsupportedFeatureException::new, "the server has no operations in guests", "update it");
            }
            Managed read =
                    site.inventory().one(new Reference(all.getType(), all.getVal()), "processManager", "fileManager");
            managers = Optional.of(
                    new GuestTools.GuestOperations(manager(read, "processManager"), manager(read, "fileManager")));
        }
        return managers.orElseThrow();
    }

    private static ManagedObjectReference manager(Managed all, String property) {
        Reference found = all.permitted(property)
                .reference()
                .orElseThrow(() -> because(
                        UnsupportedFeatureException::new,
                        "the server has no " + property + " for guests",
                        "update it"));
        return Request.ref(found.type(), found.id());
    }
}
