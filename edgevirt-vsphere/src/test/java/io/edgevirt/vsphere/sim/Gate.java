package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that leads to a server byte for byte, and can be shut: connections are cut, and refused until it opens. */
public final class Gate implements AutoCloseable {

    private final int target;
    private final List<Socket> through = new CopyOnWriteArrayList<>();
    private int port;
    private ServerSocket door;
    private Thread doorman;

    /**
     * Opens at a free port of 127.0.0.1.
     *
     * @param target the server's port
     */
    public Gate(int target) {
        this.target = target;
        door = listen();
        ServerSocket first = door;
        doorman = daemon(() -> accept(first));
        port = door.getLocalPort();
    }

    /**
     * Where it leads to the server.
     *
     * @return the port, which stays the same
     */
    public synchronized int port() {
        return port;
    }

    private static InetAddress here() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private ServerSocket listen() {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(here(), port));
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets connections in, if it was shut. */
    public synchronized void open() {
        if (door.isClosed()) {
            ServerSocket fresh = listen();
            door = fresh;
            doorman = daemon(() -> accept(fresh));
        }
    }

    /** Cuts what goes through and refuses what comes. */
    public void shut() {
        Thread leaving;
        synchronized (this) {
            close(door);
            through.forEach(Gate::close);
            through.clear();
            leaving = doorman;
        }
        try {
            leaving.join(); // until then the system still takes connections
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket at) {
        try {
            while (true) {
                Socket client = at.accept();
                Socket server = new Socket(here(), target);
                pass(at, client, server);
            }
        } catch (IOException e) {
            return; // it is shut
        }
    }

    private synchronized void pass(ServerSocket at, Socket client, Socket server) throws IOException {
        if (at.isClosed()) {
            close(client);
            close(server);
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        through.add(client);
        through.add(server);
        daemon(() -> pump(client, server));
        daemon(() -> pump(server, client));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // one side is cut
        } finally {
            close(to);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            return; // nothing is to be saved
        }
    }

    private static Thread daemon(Runnable run) {
        Thread thread = new Thread(run, "test-gate");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        shut();
    }
}
