package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.SessionExpiredException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A refusal of Proxmox VE's")
class FaultsTest {

    private static EdgeVirtException of(int status, String reason) {
        return Faults.of(status, reason, "{\"data\":null}");
    }

    @Nested
    @DisplayName("of status 500 is told by its sentence:")
    class Sentences {

        @ParameterizedTest(name = "{1}: {0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "Configuration file 'nodes/pve1/qemu-server/100.conf' does not exist | NotFoundException",
                    "storage 'fast' does not exist | NotFoundException",
                    "no such VM ('100') | NotFoundException",
                    "no such resource 'vm:100' | NotFoundException",
                    "no such logical volume pve/vm-100-disk-0 | NotFoundException",
                    "snapshot 'before' does not exist | NotFoundException",
                    "unable to find configuration file for VM 100 on node 'pve1' | NotFoundException",
                    "PCI device mapping not found for 'gpu' | NotFoundException",
                    "hostname lookup 'pve9' failed - failed to get address info for: pve9: Name or service not known"
                            + " | NotFoundException",
                    "VM 100 already exists on node 'pve1' | AlreadyExistsException",
                    "unable to create VM 101: config file already exists | AlreadyExistsException",
                    "snapshot name 'before' already used | AlreadyExistsException",
                    "storage ID 'fast' already defined | AlreadyExistsException",
                    "resource ID 'vm:100' already defined | AlreadyExistsException",
                    "Target disk key 'scsi1' is already in use for VM '101' | AlreadyExistsException",
                    "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout | ConflictException",
                    "VM is locked (backup) | ConflictException",
                    "error during cfs-locked 'storage-fast' operation: got lock request timeout | ConflictException",
                    "Failed to obtain guest migration lock - replication running? | ConflictException",
                    "detected modified configuration - file changed by other user? Try again. | ConflictException",
                    "cluster not ready - no quorum? | InvalidStateException",
                    "error during cfs-locked 'file-user_cfg' operation: no quorum! | InvalidStateException",
                    "unable to open file '/etc/pve/nodes/pve1/qemu-server/100.conf.tmp.99' - Permission denied"
                            + " | InvalidStateException",
                    "VM 100 not running | InvalidStateException",
                    "VM 100 already running | InvalidStateException",
                    "VM 100 is running - destroy failed | InvalidStateException",
                    "can't migrate running VM without --online | InvalidStateException",
                    "VM is paused - cannot shutdown | InvalidStateException",
                    "QEMU guest agent is not running | InvalidStateException",
                    "No QEMU guest agent configured | InvalidStateException",
                    "you can't start a vm if it's a template | InvalidStateException",
                    "storage 'nfs' is not online | InvalidStateException",
                    "base volume 'a:base-1-disk-0' is still in use by linked cloned | InvalidStateException",
                    "disk /dev/sdb already in use | InvalidStateException",
                    "vg 'pve' has not enough free space | InsufficientResourcesException",
                    "unable to write: No space left on device | InsufficientResourcesException",
                    "only root can set 'args' config | PermissionDeniedException",
                    "ipcc_send_rec[1] failed: Connection refused | ConnectionException",
                    "storage migration failed: something else | OperationFailedException",
                    "unable to stat '/dev/x' - No such file or directory | OperationFailedException",
                    "Agent error: Guest agent command failed, error was 'Failed to execute child process “x” (No such file or directory)' | NotFoundException",
                    "Agent error: Guest agent command failed, error was 'Failed to execute child process “/x” (Permission denied)'"
                            + " | PermissionDeniedException",
                    "can't open file: Agent error: failed to open file '/x' (mode: 'r'): No such file or directory | NotFoundException",
                    "VM quit/powerdown failed - got timeout | OperationFailedException",
                })
        void kinds(String says, String type) {
            EdgeVirtException e = of(500, says);

            assertEquals(type, e.getClass().getSimpleName());
            assertEquals(says, e.failure().message());
            assertEquals(Optional.of("500"), e.nativeCode());
        }

        @ParameterizedTest
        @ValueSource(strings = {"can't lock file 'x' - got timeout", "VM is locked (snapshot)"})
        @DisplayName("a lock came before anything was done, and may be gone the next time")
        void locks(String says) {
            assertTrue(of(500, says).retryable());
            assertEquals(Outcome.NOT_DONE, of(500, says).outcome());
        }

        @Test
        @DisplayName("a stale digest stays stale")
        void digest() {
            assertFalse(of(500, "detected modified configuration - file changed by other user? Try again.")
                    .retryable());
        }

        @Test
        @DisplayName("a cluster without quorum is read-only, and the hint says so")
        void quorum() {
            assertTrue(
                    of(500, "cluster not ready - no quorum?").hint().orElse("").contains("read-only"));
        }

        @Test
        @DisplayName("of what nobody knows it is not said that nothing was done")
        void unknown() {
            assertEquals(Outcome.UNKNOWN, of(500, "block job error").outcome());
        }

        @Test
        @DisplayName("all lines count where the body has more than the reason phrase")
        void body() {
            EdgeVirtException e =
                    Faults.of(500, "error", "{\"data\":null,\"message\":\"first\\nVM is locked (backup)\\n\"}");

            assertEquals("first; VM is locked (backup)", e.failure().message());
            assertEquals("ConflictException", e.getClass().getSimpleName());
        }

        @Test
        @DisplayName("one without a sentence is its status")
        void silent() {
            assertEquals("HTTP status 500", Faults.of(500, "", "").failure().message());
        }

        @Test
        @DisplayName("a long one is cut")
        void cut() {
            assertTrue(of(500, "x".repeat(100_000)).getMessage().length() < 1000);
        }
    }

    @Nested
    @DisplayName("of status")
    class Statuses {

        @Test
        @DisplayName("400 names every parameter that is wrong, and why")
        void parameters() {
            EdgeVirtException e = Faults.of(
                    400,
                    "Parameter verification failed.",
                    "{\"data\":null,\"errors\":{\"cores\":\"type check ('integer') failed - got 'x'\\n\","
                            + "\"name\":\"invalid format - value does not look like a valid DNS name\\n\"}}");

            InvalidSpecException invalid = (InvalidSpecException) e;
            assertEquals(
                    List.of("cores", "name"),
                    invalid.violations().stream().map(v -> v.field()).toList());
            assertTrue(invalid.violations().get(0).limit().contains("type check ('integer') failed"));
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("400 of a hot-plug that failed may have changed other things")
        void hotplug() {
            EdgeVirtException e = Faults.of(
                    400,
                    "Parameter verification failed.",
                    "{\"data\":null,\"errors\":{\"net0\":\"hotplug problem - adding netdev failed\\n\"}}");

            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("400 of an id that is taken is no mistake of the user's")
        void taken() {
            assertTrue(
                    Faults.of(
                                    400,
                                    "Parameter verification failed.",
                                    "{\"errors\":{\"vmid\":\"VM 100 already exists\"}}")
                            instanceof AlreadyExistsException);
        }

        @Test
        @DisplayName("401 ends the session")
        void session() {
            assertTrue(of(401, "permission denied - invalid PVE ticket") instanceof SessionExpiredException);
        }

        @Test
        @DisplayName("403 names the privilege that lacks, and where")
        void privilege() {
            EdgeVirtException e = of(403, "Permission check failed (/vms/100, VM.PowerMgmt)");

            assertTrue(e instanceof PermissionDeniedException);
            assertTrue(
                    e.hint().orElse("").contains("VM.PowerMgmt on /vms/100"),
                    e.hint().orElse(""));
        }

        @Test
        @DisplayName("404 is something that is not there, and 501 what this version cannot do")
        void absent() {
            assertTrue(of(404, "Not Found") instanceof NotFoundException);
            assertTrue(
                    of(501, "Method 'GET /cluster/ha/rules' not implemented") instanceof UnsupportedFeatureException);
        }

        @Test
        @DisplayName("501 for too many parameters is no missing feature")
        void large() {
            assertTrue(of(501, "for data too large") instanceof InvalidSpecException);
        }

        @Test
        @DisplayName("595 is a node that could not be connected to: nothing was done there")
        void notConnected() {
            EdgeVirtException e = of(595, "No route to host");

            assertTrue(e instanceof ConnectionException);
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertTrue(e.retryable());
        }

        @ParameterizedTest
        @ValueSource(ints = {596, 597, 598, 599})
        @DisplayName("596 to 599 is a node that did not answer to the end: nobody knows")
        void lost(int status) {
            EdgeVirtException e = of(status, "Connection timed out");

            assertTrue(e instanceof ConnectionException);
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }
    }

    @Test
    @DisplayName("shows no secret that it repeats")
    void secrets() {
        Reply reply = new Reply(
                500,
                "bad value 'hush-hush'",
                true,
                false,
                "{\"data\":null,\"message\":\"bad value 'hush-hush'\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        EdgeVirtException e = Faults.of(Call.put("/x").withSecret("cipassword", "hush-hush"), reply);

        assertFalse((e + " " + e.failure()).contains("hush"));
    }

    @Test
    @DisplayName("in the sentence of a task keeps what is known of the outcome, and is not sent again")
    void tasks() {
        EdgeVirtException e = Faults.said(
                "can't lock file 'x' - got timeout",
                Failure.of("the task failed").outcome(Outcome.UNKNOWN));

        assertEquals("ConflictException", e.getClass().getSimpleName());
        assertEquals("the task failed", e.failure().message());
        assertEquals(Outcome.UNKNOWN, e.outcome());
        assertFalse(e.retryable());
        assertTrue(Faults.said("anything", Failure.of("x")) instanceof OperationFailedException);
    }
}
