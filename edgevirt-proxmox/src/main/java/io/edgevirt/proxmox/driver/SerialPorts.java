package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.proxmox.vnc.Terminal;
import io.edgevirt.spi.SerialSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serial ports whose text this connection collects: of machines that it was asked for. What a guest writes while nobody
 * is connected is lost, for QEMU keeps none of it.
 */
final class SerialPorts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialPorts.class);

    private final Site site;
    private final Consoles consoles;
    private final Map<String, SerialPort> ports = new ConcurrentHashMap<>();
    private volatile boolean closed;

    SerialPorts(Site site, Consoles consoles) {
        this.site = site;
        this.consoles = consoles;
    }

    /** The collected text; of a machine that is off, of which nothing was collected, an ended one. */
    SerialSession of(String vmid) {
        SerialPort port = ports.computeIfAbsent(vmid, id -> new SerialPort(id, this));
        open(port);
        return port;
    }

    /** Opens a port that is not open, or waits for who is about to. */
    void open(SerialPort port) {
        synchronized (port.opening()) {
            if (port.reading()) {
                return;
            }
            if (runs(port.vmid())) {
                port.begin(consoles.serial(port.vmid()));
            } else {
                port.text().end();
            }
        }
    }

    /**
     * After a terminal ended: opens it again if the machine runs on, as after a move or a return to a snapshot.
     *
     * @return whether the text goes on
     */
    boolean goesOn(SerialPort port) {
        synchronized (port.opening()) {
            if (port.reading()) {
                return true;
            }
            try {
                if (closed || !runs(port.vmid())) {
                    return false;
                }
                Terminal opened = consoles.serial(port.vmid());
                if (closed) {
                    opened.close();
                    return false;
                }
                port.begin(opened);
                return true;
            } catch (EdgeVirtException e) {
                LOG.debug("the serial port of {} cannot be opened again", port.vmid(), e);
                return false;
            }
        }
    }

    private boolean runs(String vmid) {
        try {
            Json now = site.nodes().at(vmid, node -> site.pve().send(PowerRequests.current(node, vmid)));
            return now.text("status").filter("running"::equals).isPresent();
        } catch (NotFoundException e) {
            ports.remove(vmid);
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        ports.values().forEach(SerialPort::end);
        ports.clear();
    }
}
