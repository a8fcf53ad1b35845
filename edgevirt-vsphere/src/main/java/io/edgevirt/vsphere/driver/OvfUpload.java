package io.edgevirt.vsphere.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a machine and sends its files, as one step: until the lease is complete the machine is nobody's, and goes with the
 * lease. Whatever fails takes it back; what a lost connection left is removed before it is begun anew.
 */
final class OvfUpload implements Step {

    /**
     * A file that is sent.
     *
     * @param device the server's key of the device that it is for
     * @param name its name beside the descriptor
     * @param size its size in bytes
     * @param anew whether the file is made anew, as it is with CD images
     */
    record Item(String device, String name, long size, boolean anew) {}

    private final Site site;
    private final String name;
    private final String token;
    private final Request request;
    private final Reference pool;
    private final OvfSource source;
    private final List<Item> items;
    private final Map<String, OvfSource.Checksum> sums;
    private final long total;
    private final Abort abort = new Abort();
    private volatile boolean ended;
    private final AtomicLong before = new AtomicLong();
    private volatile long now;
    private volatile Optional<Lease> lease = Optional.empty();
    private volatile boolean completing;

    OvfUpload(
            Site site,
            String name,
            String token,
            Request request,
            Reference pool,
            OvfSource source,
            List<Item> items,
            Map<String, OvfSource.Checksum> sums) {
        this.site = site;
        this.name = name;
        this.token = token;
        this.request = request;
        this.pool = pool;
        this.source = source;
        this.items = items;
        this.sums = sums;
        this.total = Math.max(1, items.stream().mapToLong(Item::size).sum());
    }

    @Override
    public String title() {
        return "bring in " + name + " with " + items.size() + " files of " + total + " bytes";
    }

    @Override
    public String body() {
        StringBuilder body = new StringBuilder(request.shown());
        items.forEach(i -> body.append('\n')
                .append(i.anew() ? "PUT " : "POST ")
                .append("{lease}/")
                .append(i.device())
                .append(" of ")
                .append(i.name()));
        return body.append("\nHttpNfcLeaseComplete").toString();
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("machine " + name);
    }

    @Override
    public Started start(Map<String, String> results) {
        return new Started.Blocking(this::run, () -> Optional.of(fraction()), () -> {
            ended = true;
            abort.now();
        });
    }

    private double fraction() {
        return (double) (before.get() + now) / total;
    }

    private Map<String, String> run() throws IOException {
        before.set(0);
        now = 0;
        Lease open = Lease.open(site, request, token);
        lease = Optional.of(open);
        try {
            Element info = open.ready(() -> ended);
            try (Lease.Pulse pulse = open.pulse(this::fraction)) {
                for (Item item : items) {
                    send(item, info);
                }
            }
            completing = true;
            open.complete();
            return Map.of(Step.VM, info.text("entity").orElseThrow());
        } catch (ConnectionException e) {
            throw e; // the engine looks where it stands once the connection is back
        } catch (RuntimeException | IOException e) {
            back(e);
            throw e;
        }
    }

    private void back(Exception why) {
        try {
            undo(Map.of());
        } catch (EdgeVirtException e) {
            why.addSuppressed(e);
        }
    }

    private void send(Item item, Element info) throws IOException {
        Element device = info.all("deviceUrl").stream()
                .filter(d -> d.at("importKey").text().equals(item.device()))
                .findFirst()
                .orElseThrow(() -> failed("the lease names no place for " + item.name()));
        Optional<MessageDigest> digest =
                Optional.ofNullable(sums.get(item.name())).map(OvfUpload::digest);
        try (InputStream file = source.open(item.name());
                InputStream in = digest.isPresent() ? new DigestInputStream(file, digest.get()) : file) {
            OtherHosts.of(site, device).stream(
                    device.at("url").text(), item.anew(), in, item.size(), sent -> now = sent, abort);
        }
        digest.ifPresent(d -> check(item.name(), d));
        now = 0;
        before.addAndGet(item.size());
    }

    static MessageDigest digest(OvfSource.Checksum sum) {
        try {
            return MessageDigest.getInstance(sum.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + sum.digest(), e);
        }
    }

    private void check(String file, MessageDigest digest) {
        String hex = HexFormat.of().formatHex(digest.digest());
        if (!Optional.ofNullable(sums.get(file)).orElseThrow().hex().equals(hex)) {
            throw new InvalidSpecException(Failure.of("the file " + file + " is not the one that the manifest tells of")
                    .backend(Faults.BACKEND)
                    .hint("fetch it again"));
        }
    }

    private static OperationFailedException failed(String why) {
        return new OperationFailedException(Failure.of(why).backend(Faults.BACKEND));
    }

    /** Complete if that was asked for and the lease is done; else what was begun goes, unless the server is at it. */
    @Override
    public Landed landed(Map<String, String> results) {
        Optional<String> made = new MachineReads(site).byToken(token);
        if (completing && made.isPresent() && lease.filter(Lease::done).isPresent()) {
            return Landed.yes(Map.of(Step.VM, made.get()));
        }
        boolean underWay = lease.isEmpty()
                && made.isEmpty()
                && new RecentTasks(site)
                        .of(pool)
                        .own(token)
                        .filter(t -> t.at("state").text().equals("running")
                                || t.at("state").text().equals("queued"))
                        .isPresent();
        if (underWay) {
            return Landed.unknown();
        }
        undo(results);
        return Landed.no();
    }

    /** Ends the lease, which takes the machine along; what bears the token all the same is removed. */
    @Override
    public void undo(Map<String, String> results) {
        lease.filter(l -> !completing || !l.done()).ifPresent(Lease::abort);
        lease = Optional.empty();
        completing = false;
        new MachineReads(site).byToken(token).ifPresent(this::destroy);
    }

    private void destroy(String vm) {
        try {
            new TaskEnd(site.inventory()).await(site.vim().task(Requests.destroy(vm)));
        } catch (NotFoundException e) {
            return; // it went with the lease
        }
    }

    @Override
    public String toString() {
        return title();
    }
}
