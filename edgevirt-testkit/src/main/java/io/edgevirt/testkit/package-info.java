/**
 * The contract that every backend keeps, as JUnit 5 classes to extend.
 *
 * <p>A backend, a third party's too, takes {@code io.edgevirt:edgevirt-testkit} as a test dependency and adds one small
 * class per server that it is tested with:
 *
 * <pre>{@code
 * class MyBackendContractTest extends HypervisorContract {
 *
 *     @Override
 *     protected ContractServer server() {
 *         return new ContractServer() {
 *             @Override
 *             public String label() {
 *                 return "lab";
 *             }
 *
 *             @Override
 *             public Hypervisor connect(Consumer<Settings.Builder> more) {
 *                 return EdgeVirt.connect("mine://lab.example.com", more);
 *             }
 *         };
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to run. Each further method of {@link io.edgevirt.testkit.ContractServer} and each of the {@link
 * io.edgevirt.testkit.Props} lets more be verified: a network to connect adapters to, an ISO image, the text that a
 * guest writes when it is up.
 *
 * <h2>What is asked of a backend</h2>
 *
 * <ul>
 *   <li>A {@link io.edgevirt.Feature} that the connection {@linkplain io.edgevirt.Hypervisor#supports supports} is
 *       proved by its operation: it works, and reads back as it was asked for.
 *   <li>A feature that it lacks is refused as an {@link io.edgevirt.UnsupportedFeatureException} with a reason, in the
 *       check and in the operation itself, before anything changed.
 *   <li>A feature that depends on something works, or its check says what is in the way and nothing changes.
 *   <li>Beyond features: verbs and states, catalogs, requests that do not grow with machines, plans that change nothing,
 *       tasks, texts that look like code, lost requests and replies, and connections that close.
 * </ul>
 *
 * <h2>How it is counted</h2>
 *
 * <p>A test passes, fails, sees a declared lack refused, or cannot be verified on this server; the last two have a
 * reason each. A test that saw a refusal passes for JUnit; one that cannot be verified is an aborted one there, so that
 * it is visible in every report. {@code target/contract-<backend>-<label>.txt} holds the figures and every reason as
 * {@code key=value} lines; JUnit's configuration parameter or the system property {@code edgevirt.contract.reports}
 * names another folder.
 *
 * <h2>What it does to the server</h2>
 *
 * <p>Everything that the tests make has a name that begins with {@code ev-}, six letters or digits of this run, and a
 * hyphen. It is removed after each test, also after one that failed; at the end the kit looks again, and fails if
 * something is left. Nothing else is changed, so that a server may hold other machines; tests that run at the same time
 * on the same server do not harm each other, but those that count what is there are best run alone.
 */
@NullMarked
package io.edgevirt.testkit;

import org.jspecify.annotations.NullMarked;
