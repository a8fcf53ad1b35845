package io.edgevirt.vsphere.sim;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A process of VMware's own API simulator, for as long as this object is open. What it has is told by
 * scripts/vsphere-simulator; the program's path is in the system property {@code edgevirt.vsphere.simulator}, without
 * which tests that need it are skipped by {@link NeedsSimulator}.
 */
public final class Simulator implements AutoCloseable {

    /** The system property with the path of the program that scripts/build-vsphere-simulator.sh builds. */
    static final String PROPERTY = "edgevirt.vsphere.simulator";

    private static final long SECONDS_TO_END = 20;

    private final Process process;
    private final Options options;
    private final Map<String, String> facts = new HashMap<>();

    private Simulator(Options options) {
        this.options = options;
        try {
            process = process(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            readFacts();
        } catch (IOException | RuntimeException e) {
            close();
            throw new IllegalStateException("the simulator did not start, see its words above", e);
        }
    }

    private static Process process(Options options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(options.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("EDGEVIRT_SIMULATOR_PASSWORD", options.password);
        builder.environment().put("TMPDIR", System.getProperty("java.io.tmpdir"));
        return builder.start();
    }

    /** Its output stays open: it says nothing more. */
    private void readFacts() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("it ended");
            }
            int at = line.indexOf('=');
            facts.put(line.substring(0, at), line.substring(at + 1));
        }
    }

    /**
     * Starts a vCenter with one datacenter: a host alone and a cluster of three hosts with a resource pool, two
     * datastores, a distributed switch with two port groups, standard networks, an empty folder of machines, and four
     * machines that run.
     *
     * @param more what shall be otherwise
     * @return the simulator, which listens
     */
    public static Simulator vcenter(UnaryOperator<Options> more) {
        return new Simulator(more.apply(new Options("vcenter", "administrator@vsphere.local")));
    }

    /**
     * Starts an ESXi host without a vCenter, with two datastores and four machines that run.
     *
     * @param more what shall be otherwise
     * @return the simulator, which listens
     */
    public static Simulator esxi(UnaryOperator<Options> more) {
        return new Simulator(more.apply(new Options("esxi", "root")));
    }

    /**
     * Where it listens.
     *
     * @return such as {@code https://127.0.0.1:40000/sdk}
     */
    public URI url() {
        return URI.create(fact("url"));
    }

    /**
     * Its address as users write it.
     *
     * @return such as {@code vsphere://127.0.0.1:40000}
     */
    public String uri() {
        return "vsphere://" + url().getAuthority();
    }

    /**
     * What its certificate is known by.
     *
     * @return the certificate's SHA-256 in 64 hexadecimal digits
     */
    public String fingerprint() {
        return fact("fingerprint");
    }

    /**
     * Its certificate, which signs itself, for 127.0.0.1, ::1 and localhost; another with each start.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        try {
            byte[] der = Base64.getDecoder().decode(fact("certificate"));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Who may log in.
     *
     * @return the user's name
     */
    public String user() {
        return options.user;
    }

    /**
     * What the user logs in with.
     *
     * @return the password
     */
    public String password() {
        return options.password;
    }

    /**
     * The version of the simulator's package.
     *
     * @return such as {@code 0.24.2-3}
     */
    public String version() {
        return fact("version");
    }

    /**
     * The process, for tests that end it.
     *
     * @return the process
     */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Where its files are, its log among them, as long as it runs.
     *
     * @return the folder, which goes with it
     */
    public Path folder() {
        return Path.of(fact("folder"));
    }

    private String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("the simulator has no " + name);
        }
        return value;
    }

    /** Ends the process as a power cut does: replies under way do not come. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends the process and removes its files. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        awaitEnd();
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            removeFiles();
        }
    }

    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        while (process.isAlive()) {
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that was killed could not remove them itself. */
    private void removeFiles() {
        String folder = facts.get("folder");
        if (folder == null || !Files.exists(Path.of(folder))) {
            return;
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a simulator is started. */
    public static final class Options {

        private final Map<String, String> flags = new HashMap<>();
        private String user;
        private String password = "Test-1 & <more>";

        private Options(String mode, String user) {
            flags.put("mode", mode);
            this.user = user;
        }

        private Options flag(String name, Object value) {
            flags.put(name, value.toString());
            return this;
        }

        /**
         * How many machines it has in all.
         *
         * @param count 0 or more
         * @return this
         */
        public Options vms(int count) {
            return flag("vms", count);
        }

        /**
         * How many hosts each datacenter's cluster has; not for ESXi.
         *
         * @param count 1 or more
         * @return this
         */
        public Options hosts(int count) {
            return flag("hosts", count);
        }

        /**
         * How many datacenters it has, in which names repeat; not for ESXi.
         *
         * @param count 1 or more
         * @return this
         */
        public Options datacenters(int count) {
            return flag("datacenters", count);
        }

        /**
         * How long it waits before each reply.
         *
         * @param milliseconds 0 or more
         * @return this
         */
        public Options delay(int milliseconds) {
            return flag("delay", milliseconds);
        }

        /**
         * Speaks HTTP, behind a {@link Relay} with TLS of its own.
         *
         * @return this
         */
        public Options plain() {
            return flag("tls", false);
        }

        /**
         * Where it listens, instead of at a free port.
         *
         * @param port such as that of one that ended
         * @return this
         */
        public Options port(int port) {
            return flag("listen", "127.0.0.1:" + port);
        }

        /**
         * Who may log in.
         *
         * @param name the user's name
         * @param secret the password
         * @return this
         */
        public Options login(String name, String secret) {
            user = name;
            password = secret;
            return this;
        }

        private List<String> command() {
            String program = System.getProperty(PROPERTY, "");
            if (program.isEmpty()) {
                throw new IllegalStateException("-D" + PROPERTY + " does not name the simulator");
            }
            List<String> command = new ArrayList<>(List.of(program, "-user=" + user));
            flags.forEach((name, value) -> command.add("-" + name + "=" + value));
            return command;
        }
    }
}
