package io.edgevirt.benchmarks;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.soap.Vim;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** VMware's simulator as a process of its own, which ends with this one. */
final class SimulatedVCenter implements AutoCloseable {

    static final String USER = "administrator@vsphere.local";
    static final String PASSWORD = "benchmark";

    private final Process process;
    private final Map<String, String> facts = new HashMap<>();

    /** Starts a program of {@code scripts/build-vsphere-simulator.sh} with so many machines and milliseconds of delay. */
    SimulatedVCenter(String program, int machines, int delay) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                program, "-mode", "vcenter", "-vms", Integer.toString(machines), "-delay", Integer.toString(delay));
        builder.environment().put("EDGEVIRT_SIMULATOR_PASSWORD", PASSWORD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        process = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the simulator did not start");
            }
            facts.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
    }

    URI url() {
        return URI.create(fact("url"));
    }

    String fact(String name) {
        return Optional.ofNullable(facts.get(name)).orElseThrow();
    }

    /** A connection as users make it. */
    Hypervisor hypervisor(UnaryOperator<Wire> interceptor) {
        return EdgeVirt.connect(
                "vsphere://" + url().getAuthority(),
                c -> c.username(USER)
                        .password(Secret.of(PASSWORD.toCharArray()))
                        .trust(Trust.pinnedSha256(fact("fingerprint")))
                        .intercept(interceptor));
    }

    Vim connect(Wire wire) {
        Endpoint endpoint = new Endpoint(
                "vsphere://localhost",
                "vsphere",
                Optional.empty(),
                Optional.of(url().getHost()),
                OptionalInt.of(url().getPort()),
                "",
                Map.of());
        return Vim.connect(
                endpoint,
                new Settings.Builder()
                        .username(USER)
                        .password(Secret.of(PASSWORD.toCharArray()))
                        .trust(Trust.pinnedSha256(fact("fingerprint")))
                        .build(),
                wire);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
