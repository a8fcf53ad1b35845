package io.edgevirt.vsphere.soap;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.mo.ServiceInstance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;

/** Lets vijava's own client send through this connection: its session, its TLS, its timeouts and its wire. */
final class Bridge extends URLStreamHandler {

    private final Carrier carrier;

    /** Carries an envelope, and brings the reply as vijava can read it. */
    @FunctionalInterface
    interface Carrier {
        byte[] carry(String envelope);
    }

    private Bridge(Carrier carrier) {
        this.carrier = carrier;
    }

    static VimPortType port(String url, Carrier carrier) {
        try {
            VimPortType port = new VimPortType(url, false);
            port.getWsc().setVimNameSpace(ServiceInstance.VIM25_NAMESPACE);
            port.getWsc().setBaseUrl(url(url, carrier));
            return port;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("deprecation") // URL.of came with JDK 20
    static URL url(String url, Carrier carrier) throws MalformedURLException {
        return new URL(null, url, new Bridge(carrier));
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Carried(url, carrier);
    }

    /** One request and its reply. Errors of EdgeVirt's pass through vijava as causes or words. */
    private static final class Carried extends HttpURLConnection {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final Carrier carrier;

        Carried(URL url, Carrier carrier) {
            super(url);
            this.carrier = carrier;
        }

        @Override
        public OutputStream getOutputStream() {
            return sent;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(carrier.carry(sent.toString(StandardCharsets.UTF_8)));
        }

        @Override
        public String getHeaderField(String name) {
            // vijava would keep a cookie of its own; the session is the connection's
            return name.equals("Set-Cookie") ? "" : super.getHeaderField(name);
        }

        @Override
        public void connect() {
            connected = true;
        }

        @Override
        public void disconnect() {
            connected = false;
        }

        @Override
        public boolean usingProxy() {
            return false;
        }
    }
}
