package io.edgevirt.proxmox.fake.console;

import io.edgevirt.proxmox.fake.Frames;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import io.edgevirt.proxmox.fake.World;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is at the other end of the WebSockets that tickets for consoles lead to. */
public final class ConsoleSockets {

    private final World world;
    private final Map<Integer, SerialGuest> guests = new ConcurrentHashMap<>();
    private volatile Screen screen = Screen.plain(64, 48);

    private ConsoleSockets(World world) {
        this.world = world;
    }

    /** Serves all consoles of the world. */
    public static ConsoleSockets install(Routes routes, World world) {
        ConsoleSockets sockets = new ConsoleSockets(world);
        routes.onSocket("/nodes/{node}/qemu/{vmid}/vncwebsocket", sockets::serve);
        return sockets;
    }

    /** What all screens show. */
    public void screen(Screen shown) {
        screen = shown;
    }

    /** What writes to a machine's serial port. */
    public SerialGuest guest(int vmid) {
        return guests.computeIfAbsent(vmid, id -> new SerialGuest());
    }

    private record Admitted(boolean terminal, String ticket) {}

    private void serve(Request request, Frames.Reader input, Frames.Writer output) throws IOException {
        Admitted admitted;
        try {
            admitted = world.locked(() -> admit(request));
        } catch (Refusal refusal) {
            output.close(1008);
            return;
        }
        if (admitted.terminal()) {
            guest(request.vmid()).serve(request.user() + ":" + admitted.ticket() + "\n", input, output);
        } else {
            new RfbServer(screen, admitted.ticket()).serve(input, output);
        }
    }

    private Admitted admit(Request request) {
        Vm vm = world.machines().get(request.node(), request.vmid());
        int port = Integer.parseInt(request.needed("port"));
        String ticket = vm.tickets().remove(port);
        if (ticket == null || !ticket.equals(request.needed("vncticket"))) {
            throw Refusal.failed("permission denied - invalid PVEVNC ticket");
        }
        return new Admitted(vm.terminals().remove(port), ticket);
    }
}
