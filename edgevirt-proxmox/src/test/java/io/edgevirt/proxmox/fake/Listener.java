package io.edgevirt.proxmox.fake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** One node's address: takes connections over TLS on a loopback port. */
final class Listener implements AutoCloseable {
    private final String node;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final Service service;
    private final World world;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    Listener(String node, SSLContext tls, ExecutorService threads, Service service, World world) throws IOException {
        this.node = node;
        this.threads = threads;
        this.service = service;
        this.world = world;
        this.server = tls.getServerSocketFactory().createServerSocket(0, 512, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    int open() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (!world.down(node)) {
                new Connection(socket, service, node, world.settings()).serve();
            }
        } catch (IOException e) {
            // The client is gone, was idle for too long, or the gate cut it off.
        } finally {
            open.remove(socket);
        }
    }

    /** Drops every connection that is open, as a dying node does. */
    void drop() {
        for (Socket socket : open) {
            quietly(socket);
        }
    }

    @Override
    public void close() {
        quietly(server);
        drop();
    }

    private static void quietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            // Nothing is left to do.
        }
    }
}
