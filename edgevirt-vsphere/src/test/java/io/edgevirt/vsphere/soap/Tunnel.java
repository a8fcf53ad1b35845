package io.edgevirt.vsphere.soap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on 127.0.0.1 that makes tunnels, with or without a login, and remembers who asked for what. */
final class Tunnel implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final String login;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /**
     * Starts one.
     *
     * @param login what the header Proxy-Authorization must be; empty for none
     */
    Tunnel(String login) {
        this.login = login;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            String target = in.readLine();
            while (target != null) {
                boolean welcome = login.isEmpty();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    welcome |= line.equals("Proxy-Authorization: " + login);
                }
                asked.add(target);
                if (welcome) {
                    connect(client, target.split(" ")[1].split(":"));
                    return;
                }
                say(client, "407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0");
                target = in.readLine();
            }
        } catch (IOException e) {
            return; // one side closed
        }
    }

    private void connect(Socket client, String[] target) throws IOException {
        try (Socket to = new Socket(target[0], Integer.parseInt(target[1]))) {
            open.add(to);
            say(client, "200 OK");
            daemon(() -> pump(to, client));
            pump(client, to);
        }
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            return; // one side closed
        }
    }

    private static void daemon(Runnable run) {
        Thread thread = new Thread(run, "test-tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
