package io.edgevirt.benchmarks;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.mo.ServiceInstance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.rmi.RemoteException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What vijava's getters send: a request for each property of each machine. */
final class VijavaGetters {

    private static final String[] PATHS = {
        "name",
        "runtime.powerState",
        "runtime.connectionState",
        "summary.config.numCpu",
        "summary.config.memorySizeMB",
        "summary.config.template"
    };

    private final VimPortType port;

    VijavaGetters(SimulatedVCenter server) throws IOException, GeneralSecurityException {
        port = new VimPortType(server.url().toString(), false);
        port.getWsc().setBaseUrl(new URL(null, server.url().toString(), new Trusting(trusting(server))));
        port.getWsc().setSoapActionOnApiVersion("6.5");
        port.getWsc().setVimNameSpace(ServiceInstance.VIM25_NAMESPACE);
        try {
            port.login(
                    reference("SessionManager", "SessionManager"),
                    SimulatedVCenter.USER,
                    SimulatedVCenter.PASSWORD,
                    null);
        } catch (RemoteException | RuntimeException e) {
            // it does not understand the reply of a server of today, but has the session's cookie by then
            if (port.getWsc().getCookie() == null) {
                throw e;
            }
        }
    }

    /** Reads the machines one property at a time; tells how many requests that took. */
    int read(Iterable<String> machines) throws RemoteException {
        int requests = 0;
        for (String machine : machines) {
            for (String path : PATHS) {
                ObjectContent[] content = port.retrieveProperties(
                        reference("PropertyCollector", "propertyCollector"),
                        new PropertyFilterSpec[] {spec(machine, path)});
                requests++;
                if (content == null || content.length != 1 || content[0].getPropSet().length != 1) {
                    throw new IllegalStateException("vijava read no " + path);
                }
            }
        }
        return requests;
    }

    private static PropertyFilterSpec spec(String machine, String path) {
        PropertySpec property = new PropertySpec();
        property.setType("VirtualMachine");
        property.setAll(false);
        property.setPathSet(new String[] {path});
        ObjectSpec object = new ObjectSpec();
        object.setObj(reference("VirtualMachine", machine));
        object.setSkip(false);
        PropertyFilterSpec spec = new PropertyFilterSpec();
        spec.setPropSet(new PropertySpec[] {property});
        spec.setObjectSet(new ObjectSpec[] {object});
        return spec;
    }

    private static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }

    private static SSLSocketFactory trusting(SimulatedVCenter server) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        byte[] certificate = Base64.getDecoder().decode(server.fact("certificate"));
        trusted.setCertificateEntry(
                "simulator",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** The JDK's connections with a trust of their own. */
    private static final class Trusting extends URLStreamHandler {
        private final SSLSocketFactory sockets;

        Trusting(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return trusting(plain(url).openConnection());
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return trusting(plain(url).openConnection(proxy));
        }

        private static URL plain(URL url) throws MalformedURLException {
            return new URL(url.toExternalForm());
        }

        private URLConnection trusting(URLConnection connection) {
            ((HttpsURLConnection) connection).setSSLSocketFactory(sockets);
            return connection;
        }
    }
}
