package io.edgevirt.vsphere.driver;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Wire;
import io.edgevirt.spi.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.ByteString;

/**
 * A double: as much of a vCenter and of an ESXi host behind it as the export of one machine needs, which VMware's
 * simulator lacks. The host's certificate is known by its thumbprint alone.
 */
public final class ExportServer implements AutoCloseable {

    static final String VM = "vm-42";

    private static final String HEAD = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";
    private static final Pattern METHOD = Pattern.compile("Body><([A-Za-z_]+)");

    private final HeldCertificate own =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private final HeldCertificate hosts =
            new HeldCertificate.Builder().commonName("esx-1.example").build();
    private final MockWebServer vcenter;
    private final MockWebServer host;
    private final List<String> asked = new ArrayList<>();
    private final VSphereDriver driver;
    volatile List<byte[]> disks = List.of();
    volatile String descriptor = "<Envelope/>";
    volatile String power = "poweredOff";
    volatile boolean leaseFails;
    volatile boolean cut;
    volatile boolean lies;
    volatile boolean forged;
    volatile Runnable atDisk = () -> {};

    /** Starts both and connects. */
    public ExportServer() throws IOException, CertificateEncodingException {
        vcenter = server(own, this::vcenter);
        host = server(hosts, this::disk);
        driver = VSphereDriver.connect(
                new Endpoint(
                        "vsphere://127.0.0.1:" + vcenter.getPort(),
                        "vsphere",
                        Optional.empty(),
                        Optional.of("127.0.0.1"),
                        OptionalInt.of(vcenter.getPort()),
                        "",
                        Map.of()),
                new Settings.Builder()
                        .username("administrator@vsphere.local")
                        .password(Secret.of("secret".toCharArray()))
                        .trust(Trust.pinnedSha256(
                                ByteString.of(own.certificate().getEncoded())
                                        .sha256()
                                        .hex()))
                        .build(),
                new Wire() {
                    @Override
                    public <T> T call(String request, Callable<T> send) throws Exception {
                        return send.call();
                    }
                });
    }

    private interface Answering {
        MockResponse answer(RecordedRequest request);
    }

    private static MockWebServer server(HeldCertificate certificate, Answering answering) throws IOException {
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answering.answer(request);
            }
        });
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        return server;
    }

    /** The machine that is exported. */
    public ExportServer machine(String text, byte[]... contents) {
        descriptor = text;
        disks = List.of(contents);
        return this;
    }

    OvfExport export() {
        return new OvfExport(driver.site());
    }

    static Started.Blocking started(Work work) {
        Step step = work.steps().get(0);
        return (Started.Blocking) step.start(Map.of());
    }

    Path toFolder(Path folder) throws Exception {
        return run(export().toFolder(VM, folder));
    }

    /** Exports the machine. */
    public Path toOva(Path file) throws Exception {
        return run(export().toOva(VM, file));
    }

    static Path run(Work work) throws Exception {
        return Path.of(started(work).call().call().get(OvfDownload.FILE));
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void note(String method) {
        asked.add(method);
    }

    private MockResponse disk(RecordedRequest request) {
        int n = Integer.parseInt(request.getUrl().pathSegments().get(2));
        note("GET " + n);
        atDisk.run();
        MockResponse.Builder response = new MockResponse.Builder().chunkedBody(new Buffer().write(disks.get(n)), 4096);
        if (cut) {
            response.onResponseBody(new SocketEffect.CloseSocket());
        }
        return response.build();
    }

    private MockResponse vcenter(RecordedRequest request) {
        if (request.getUrl().encodedPath().endsWith(".xml")) {
            return xml(
                    200,
                    "<namespaces version=\"1.0\"><namespace><name>urn:vim25</name><version>7.0.3.0</version>"
                            + "</namespace></namespaces>");
        }
        String body =
                Optional.ofNullable(request.getBody()).orElse(ByteString.EMPTY).utf8();
        Matcher matcher = METHOD.matcher(body);
        String method = matcher.find() ? matcher.group(1) : "";
        note(method);
        String value = switch (method) {
            case "RetrieveServiceContent" -> content();
            case "Login" -> "<returnval><key>s</key><userName>u</userName></returnval>";
            case "RetrievePropertiesEx" -> body.contains("HttpNfcLease") ? lease() : machine();
            case "ExportVm" -> "<returnval type=\"HttpNfcLease\">lease-1</returnval>";
            case "HttpNfcLeaseGetManifest" -> manifest();
            case "CreateDescriptor" ->
                "<returnval><ovfDescriptor>" + escaped(descriptor) + "</ovfDescriptor></returnval>";
            default -> "";
        };
        return xml(
                200,
                HEAD + "<" + method + "Response xmlns=\"urn:vim25\">" + value + "</" + method + "Response>" + TAIL);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static MockResponse xml(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "text/xml; charset=utf-8")
                .body(body)
                .build();
    }

    private static String content() {
        StringBuilder all = new StringBuilder("<returnval><rootFolder type=\"Folder\">group-d1</rootFolder>");
        for (String name : List.of("PropertyCollector", "ViewManager", "SessionManager", "TaskManager")) {
            String element = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            all.append("<" + element + " type=\"" + name + "\">" + name + "</" + element + ">");
        }
        return all + "<about><name>VMware vCenter Server</name><fullName>x</fullName><vendor>x</vendor>"
                + "<version>7.0.3</version><build>1</build><osType>linux-x64</osType><productLineId>vpx</productLineId>"
                + "<apiType>VirtualCenter</apiType><apiVersion>7.0.3.0</apiVersion></about>"
                + "<ovfManager type=\"OvfManager\">OvfManager</ovfManager></returnval>";
    }

    private static String object(String type, String id, Map<String, String> properties) {
        StringBuilder sets = new StringBuilder();
        properties.forEach((name, value) -> sets.append("<propSet><name>" + name + "</name>" + value + "</propSet>"));
        return "<returnval><objects><obj type=\"" + type + "\">" + id + "</obj>" + sets + "</objects></returnval>";
    }

    private String machine() {
        StringBuilder devices = new StringBuilder();
        for (int i = 0; i < disks.size(); i++) {
            devices.append("<device xsi:type=\"VirtualDisk\"><key>" + (2000 + i) + "</key></device>");
        }
        return object(
                "VirtualMachine",
                VM,
                Map.of(
                        "name",
                        "<val xsi:type=\"xsd:string\">edge%2f1</val>",
                        "runtime.powerState",
                        "<val xsi:type=\"VirtualMachinePowerState\">" + power + "</val>",
                        "runtime.connectionState",
                        "<val xsi:type=\"VirtualMachineConnectionState\">connected</val>",
                        "config.hardware",
                        "<val xsi:type=\"VirtualHardware\">" + devices + "</val>"));
    }

    private String lease() {
        if (leaseFails) {
            return object(
                    "HttpNfcLease",
                    "lease-1",
                    Map.of(
                            "state",
                            "<val xsi:type=\"HttpNfcLeaseState\">error</val>",
                            "error",
                            "<val xsi:type=\"LocalizedMethodFault\"><fault xsi:type=\"FileLocked\"></fault>"
                                    + "<localizedMessage>locked</localizedMessage></val>"));
        }
        StringBuilder info = new StringBuilder("<lease type=\"HttpNfcLease\">lease-1</lease>");
        for (int i = 0; i < disks.size(); i++) {
            info.append("<deviceUrl><key>/" + VM + "/" + i + "</key><importKey></importKey><url>https://127.0.0.1:"
                    + host.getPort() + "/nfc/t/" + i + "/disk.vmdk</url><sslThumbprint>" + thumbprint()
                    + "</sslThumbprint><disk>true</disk></deviceUrl>");
        }
        info.append("<deviceUrl><key>/x</key><importKey></importKey><url>https://*/nfc/t/9/x.iso</url>"
                + "<sslThumbprint></sslThumbprint><disk>false</disk></deviceUrl>");
        return object(
                "HttpNfcLease",
                "lease-1",
                Map.of(
                        "state",
                        "<val xsi:type=\"HttpNfcLeaseState\">ready</val>",
                        "info",
                        "<val xsi:type=\"HttpNfcLeaseInfo\">" + info + "</val>"));
    }

    private String thumbprint() {
        try {
            return forged
                    ? "00".repeat(20)
                    : ByteString.of(hosts.certificate().getEncoded()).sha1().hex();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String manifest() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < disks.size(); i++) {
            String sum =
                    lies ? "00".repeat(20) : ByteString.of(disks.get(i)).sha1().hex();
            all.append("<returnval><key>/" + VM + "/" + i + "</key><sha1>" + sum + "</sha1><size>"
                    + disks.get(i).length + "</size><disk>true</disk><capacity>1048576</capacity>"
                    + "<populatedSize>4096</populatedSize></returnval>");
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        driver.close();
        vcenter.close();
        host.close();
    }
}
