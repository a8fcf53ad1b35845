package io.edgevirt.kvm.read;

import io.edgevirt.Size;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.VMStats;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** libvirt's bulk statistics, as documented at {@code virConnectGetAllDomainStats}, to records. */
public final class Figures {

    /** {@code virDomainState} of libvirt-domain.h. */
    private static final int NO_STATE = 0;

    private static final int RUNNING = 1;
    private static final int BLOCKED = 2;
    private static final int PAUSED = 3;
    private static final int SHUTDOWN = 4;
    private static final int SHUT_OFF = 5;
    private static final int CRASHED = 6;
    private static final int PM_SUSPENDED = 7;

    private Figures() {}

    /**
     * A state. A guest that is shutting down still runs; one that put itself to sleep keeps its memory in RAM, as a
     * paused one does; one that ended by a crash and is not kept for inspection is off.
     *
     * @param state libvirt's {@code virDomainState}
     * @param saved whether the host keeps the memory of the machine on disk
     * @return the state
     */
    public static VMState state(int state, boolean saved) {
        return switch (state) {
            case RUNNING, BLOCKED, SHUTDOWN -> VMState.RUNNING;
            case PAUSED, PM_SUSPENDED -> VMState.PAUSED;
            case SHUT_OFF -> saved ? VMState.SAVED : VMState.OFF;
            case CRASHED -> VMState.CRASHED;
            case NO_STATE -> VMState.UNKNOWN;
            default -> VMState.UNKNOWN;
        };
    }

    /**
     * A machine of a listing.
     *
     * @param id its uuid
     * @param name its name
     * @param values what libvirt says of it
     * @param saved whether the host keeps its memory on disk
     * @param host the name of the host
     * @param now when libvirt was asked
     * @return the record; drivers that report less leave more of it empty
     */
    public static VMInfo info(
            String id, String name, Map<String, Object> values, boolean saved, String host, Instant now) {
        int state = count(values, "state.state").orElse(-1);
        return new VMInfo(
                id,
                name,
                state(state, saved),
                count(values, "vcpu.current"),
                number(values, "balloon.current").flatMap(Figures::kib),
                Optional.of(host),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
    }

    /**
     * What a machine uses. Counters of several disks or adapters are added up.
     *
     * @param values what libvirt says of it
     * @param load the share of its processors in use, where two readings gave it
     * @param now when libvirt was asked
     * @return the record
     */
    public static VMStats stats(Map<String, Object> values, Optional<Double> load, Instant now) {
        return new VMStats(
                number(values, "cpu.time").map(Duration::ofNanos),
                load,
                memoryUsed(values),
                number(values, "balloon.rss").flatMap(Figures::kib),
                sum(values, "block", "rd.bytes"),
                sum(values, "block", "wr.bytes"),
                sum(values, "net", "rx.bytes"),
                sum(values, "net", "tx.bytes"),
                Optional.empty(),
                now);
    }

    /** What the guest has less what it could still use; known while its balloon driver reports. */
    private static Optional<Size> memoryUsed(Map<String, Object> values) {
        return number(values, "balloon.available")
                .flatMap(all -> number(values, "balloon.unused")
                        .filter(unused -> unused <= all)
                        .flatMap(unused -> kib(all - unused)));
    }

    /** Of as many as there are; a server's count alone is not believed. */
    private static Optional<Size> sum(Map<String, Object> values, String group, String figure) {
        List<Long> all = values.keySet().stream()
                .filter(key -> key.matches(group + "\\.[0-9]+\\." + Pattern.quote(figure)))
                .flatMap(key -> number(values, key).stream())
                .toList();
        BigInteger sum = all.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        return all.isEmpty() ? Optional.empty() : bytes(sum);
    }

    private static Optional<Size> kib(long kib) {
        return bytes(BigInteger.valueOf(kib).multiply(BigInteger.valueOf(1024)));
    }

    private static Optional<Size> bytes(BigInteger bytes) {
        return bytes.signum() < 0 || bytes.bitLength() >= Long.SIZE
                ? Optional.empty()
                : Optional.of(Size.ofBytes(bytes.longValue()));
    }

    private static Optional<Integer> count(Map<String, Object> values, String key) {
        return number(values, key).filter(n -> n <= Integer.MAX_VALUE).map(Long::intValue);
    }

    private static Optional<Long> number(Map<String, Object> values, String key) {
        return values.get(key) instanceof Long n && n >= 0 ? Optional.of(n) : Optional.empty();
    }
}
