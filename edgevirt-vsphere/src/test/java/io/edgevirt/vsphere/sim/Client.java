package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

/** Asks a simulator as plainly as can be; knows nothing of the library. */
final class Client implements AutoCloseable {

    /** A reply: its status, its text and what it sets as a cookie. */
    record Reply(int status, String text, String cookie) {}

    private final URI url;
    private final OkHttpClient http;
    private String cookie = "";

    Client(URI url, X509Certificate trusted) {
        this.url = url;
        HandshakeCertificates tls = new HandshakeCertificates.Builder()
                .addTrustedCertificate(trusted)
                .build();
        http = new OkHttpClient.Builder()
                .sslSocketFactory(tls.sslSocketFactory(), tls.trustManager())
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofSeconds(60))
                .build();
    }

    Reply call(String inBody) throws IOException {
        String envelope = "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\""
                + "http://www.w3.org/2001/XMLSchema-instance\"><Body>" + inBody + "</Body></Envelope>";
        Request.Builder request = new Request.Builder()
                .url(url.toString())
                .header("SOAPAction", "urn:vim25/6.5")
                .post(RequestBody.create(envelope, okhttp3.MediaType.get("text/xml; charset=utf-8")));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try (Response reply = http.newCall(request.build()).execute()) {
            String set = reply.header("Set-Cookie", "");
            if (!set.isEmpty()) {
                cookie = set.substring(0, set.indexOf(';'));
            }
            return new Reply(reply.code(), reply.body().string(), set);
        }
    }

    Reply login(String user, String password) throws IOException {
        return call("<Login xmlns=\"urn:vim25\"><_this type=\"SessionManager\">" + named("sessionManager")
                + "</_this><userName>" + user + "</userName><password>"
                + password.replace("&", "&amp;").replace("<", "&lt;") + "</password></Login>");
    }

    Reply content() throws IOException {
        return call("<RetrieveServiceContent xmlns=\"urn:vim25\">"
                + "<_this type=\"ServiceInstance\">ServiceInstance</_this></RetrieveServiceContent>");
    }

    Reply time() throws IOException {
        return call("<CurrentTime xmlns=\"urn:vim25\">"
                + "<_this type=\"ServiceInstance\">ServiceInstance</_this></CurrentTime>");
    }

    Reply newFolder(String root, String name) throws IOException {
        return call("<CreateFolder xmlns=\"urn:vim25\"><_this type=\"Folder\">" + root + "</_this><name>" + name
                + "</name></CreateFolder>");
    }

    /** The names of all objects of a type, through a view. */
    Reply names(String type) throws IOException {
        String view = call("<CreateContainerView xmlns=\"urn:vim25\"><_this type=\"ViewManager\">"
                        + named("viewManager") + "</_this>"
                        + "<container type=\"Folder\">" + root() + "</container><type>" + type
                        + "</type><recursive>true</recursive></CreateContainerView>")
                .text()
                .replaceAll("(?s).*<returnval[^>]*>([^<]+)<.*", "$1");
        return call("<RetrievePropertiesEx xmlns=\"urn:vim25\">"
                + "<_this type=\"PropertyCollector\">" + named("propertyCollector") + "</_this>"
                + "<specSet><propSet><type>" + type + "</type><pathSet>name</pathSet></propSet>"
                + "<objectSet><obj type=\"ContainerView\">" + view + "</obj><skip>true</skip>"
                + "<selectSet xsi:type=\"TraversalSpec\"><type>ContainerView</type><path>view</path></selectSet>"
                + "</objectSet></specSet><options></options></RetrievePropertiesEx>");
    }

    String root() throws IOException {
        return named("rootFolder");
    }

    /** The id of one of the service's objects, which are others on ESXi. */
    private String named(String field) throws IOException {
        return content().text().replaceAll("(?s).*<" + field + "[^>]*>([^<]+)<.*", "$1");
    }

    /** Nothing listens to this client any more. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
