package io.edgevirt.vsphere.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.ByteString;

/**
 * As much of a vCenter as operations in one guest need, which VMware's simulator lacks. The guest is this machine: a
 * program is started as VMware Tools do it, its path in double quotes and its arguments behind, all of it to a shell.
 */
final class GuestServer implements AutoCloseable {

    static final String PASSWORD = "gu<e>st&";

    private static final String HEAD = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";
    private static final Pattern METHOD = Pattern.compile("Body><([A-Za-z_]+)");

    private final MockWebServer server = new MockWebServer();
    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private final List<String> methods = new ArrayList<>();
    private final Map<Long, Process> processes = new ConcurrentHashMap<>();
    private final Path folder;
    private volatile String tools = "guestToolsRunning";
    private volatile byte[] screen = new byte[0];

    GuestServer() throws IOException {
        folder = Files.createTempDirectory("edgevirt-vsphere-guest");
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    return answer(request);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() throws CertificateEncodingException {
        return ByteString.of(certificate.certificate().getEncoded()).sha256().hex();
    }

    void toolsAre(String status) {
        tools = status;
    }

    void screenIs(byte[] picture) {
        screen = picture.clone();
    }

    /** What was asked, in order. */
    synchronized List<String> methods() {
        return List.copyOf(methods);
    }

    synchronized void forget() {
        methods.clear();
    }

    private synchronized void note(String method) {
        methods.add(method);
    }

    /** What lies in the guest's folder for temporary files. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    Path folder() {
        return folder;
    }

    private MockResponse answer(RecordedRequest request) throws IOException {
        String path =
                Optional.ofNullable(request.getUrl().queryParameter("path")).orElse("");
        String where = request.getUrl().encodedPath();
        ByteString body = Optional.ofNullable(request.getBody()).orElse(ByteString.EMPTY);
        if (where.equals("/guestFile")) {
            note(request.getMethod());
            return request.getMethod().equals("GET") ? bytes(Files.readAllBytes(Path.of(path))) : put(path, body);
        }
        if (where.equals("/screen")) {
            note("screen " + request.getUrl().queryParameter("id"));
            return bytes(screen);
        }
        return where.endsWith(".xml") ? versions() : soap(body.utf8());
    }

    private static MockResponse bytes(byte[] content) {
        return new MockResponse.Builder().body(new Buffer().write(content)).build();
    }

    private static MockResponse put(String path, ByteString content) throws IOException {
        Files.write(Path.of(path), content.toByteArray());
        return new MockResponse.Builder().build();
    }

    private static MockResponse versions() {
        return xml(
                200,
                "<namespaces version=\"1.0\"><namespace><name>urn:vim25</name><version>7.0.3.0</version>"
                        + "</namespace></namespaces>");
    }

    private static MockResponse xml(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "text/xml; charset=utf-8")
                .body(body)
                .build();
    }

    private MockResponse soap(String body) throws IOException {
        Matcher matcher = METHOD.matcher(body);
        String method = matcher.find() ? matcher.group(1) : "";
        note(method);
        boolean guest = body.contains("<auth ");
        if (guest && !text(body, "password").equals(PASSWORD)) {
            return fault("InvalidGuestLogin", "Failed to authenticate with the guest operating system");
        }
        String value = switch (method) {
            case "RetrieveServiceContent" -> content();
            case "Login" -> "<returnval><key>s</key><userName>u</userName></returnval>";
            case "RetrievePropertiesEx" -> body.contains("GuestOperationsManager") ? managers() : machine();
            case "AcquireTicket" ->
                "<returnval><ticket>1a2b3c</ticket><cfgFile>a.vmx</cfgFile>"
                        + "<host>esx.example.com</host><port>443</port><sslThumbprint>AA:BB</sslThumbprint>"
                        + "</returnval>";
            case "CreateTemporaryFileInGuest" -> "<returnval>" + temporary(text(body, "suffix")) + "</returnval>";
            case "DeleteFileInGuest" -> deleted(text(body, "filePath"));
            case "StartProgramInGuest" -> "<returnval>" + started(body) + "</returnval>";
            case "ListProcessesInGuest" -> process(Long.parseLong(text(body, "pids")));
            case "InitiateFileTransferFromGuest" ->
                "<returnval><attributes></attributes><size>1</size><url>" + url(body) + "</url></returnval>";
            case "InitiateFileTransferToGuest" -> "<returnval>" + url(body) + "</returnval>";
            default -> "";
        };
        return xml(
                200,
                HEAD + "<" + method + "Response xmlns=\"urn:vim25\">" + value + "</" + method + "Response>" + TAIL);
    }

    private static MockResponse fault(String type, String message) {
        return xml(
                500,
                HEAD + "<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>" + message
                        + "</faultstring><detail><" + type + "Fault xmlns=\"urn:vim25\" xsi:type=\"" + type
                        + "\"></" + type + "Fault></detail></soapenv:Fault>" + TAIL);
    }

    /** The text of an element, plain again. */
    private static String text(String body, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(body);
        return matcher.find()
                ? matcher.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#xD;", "\r")
                        .replace("&amp;", "&")
                : "";
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
                + "<guestOperationsManager type=\"GuestOperationsManager\">guestOperationsManager"
                + "</guestOperationsManager></returnval>";
    }

    private static String object(String type, String id, Map<String, String> properties) {
        StringBuilder sets = new StringBuilder();
        properties.forEach((name, value) -> sets.append("<propSet><name>" + name + "</name>" + value + "</propSet>"));
        return "<returnval><objects><obj type=\"" + type + "\">" + id + "</obj>" + sets + "</objects></returnval>";
    }

    private static String managers() {
        return object(
                "GuestOperationsManager",
                "guestOperationsManager",
                Map.of(
                        "processManager",
                        "<val type=\"GuestProcessManager\" xsi:type=\"ManagedObjectReference\">gp</val>",
                        "fileManager",
                        "<val type=\"GuestFileManager\" xsi:type=\"ManagedObjectReference\">gf</val>"));
    }

    private String machine() {
        return object(
                "VirtualMachine",
                "vm-42",
                Map.of(
                        "name", "<val xsi:type=\"xsd:string\">web</val>",
                        "runtime.powerState", "<val xsi:type=\"VirtualMachinePowerState\">poweredOn</val>",
                        "guest.toolsRunningStatus", "<val xsi:type=\"xsd:string\">" + tools + "</val>",
                        "guest.guestFamily", "<val xsi:type=\"xsd:string\">linuxGuest</val>"));
    }

    private String temporary(String suffix) throws IOException {
        return Files.createTempFile(folder, "edgevirt-", suffix).toString();
    }

    private static String deleted(String path) throws IOException {
        Files.delete(Path.of(path));
        return "";
    }

    private long started(String body) throws IOException {
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", "\"" + text(body, "programPath") + "\" " + text(body, "arguments"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.put(process.pid(), process);
        return process.pid();
    }

    private String process(long pid) {
        Process process = processes.get(pid);
        if (process == null) {
            return "";
        }
        String end = process.isAlive()
                ? ""
                : "<endTime>2024-01-01T00:00:01Z</endTime><exitCode>" + process.exitValue() + "</exitCode>";
        return "<returnval><name>sh</name><pid>" + pid + "</pid><owner>root</owner><cmdLine>sh</cmdLine>"
                + "<startTime>2024-01-01T00:00:00Z</startTime>" + end + "</returnval>";
    }

    /** With an asterisk for the server that was asked, as vCenter writes it. */
    private static String url(String body) {
        return "https://*:443/guestFile?id=12&amp;token=t&amp;path="
                + java.net.URLEncoder.encode(text(body, "guestFilePath"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        processes.values().forEach(Process::destroyForcibly);
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
