package io.edgevirt.vsphere.soap;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Violation;
import io.edgevirt.http.Abort;
import io.edgevirt.http.Https;
import io.edgevirt.http.Tls;
import io.edgevirt.spi.SessionExpiredException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Files of datastores ({@code /folder/…}) and of leases ({@code /nfc/…}), by HTTPS with the connection's TLS and, at its own
 * server, its session. Thread-safe. There is no time limit for a whole file, but one for each silence.
 */
public final class Files {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final MediaType DISK = MediaType.get("application/x-vnd.vmware-streamVmdk");
    private static final int CHUNK = 64 * 1024;

    private final Http http;
    private final Through wire;
    private final Optional<Tls> others;

    /** Sends something as one request. */
    @FunctionalInterface
    interface Through {
        <T> T send(String method, Callable<T> send);
    }

    Files(Http http, Through wire) {
        this(http, wire, Optional.empty());
    }

    private Files(Http http, Through wire, Optional<Tls> others) {
        this.http = http;
        this.wire = wire;
        this.others = others;
    }

    /**
     * The same for addresses at another server, such as the ESXi host that a lease or a guest's file leads to: there the
     * certificate of this thumbprint is accepted and no other. At the connection's own server nothing changes. Without it,
     * another server is judged by the connection's own trust.
     *
     * @param told what the connection's server, verified itself, told of that host
     * @return files of that host
     */
    public Files at(Thumbprint told) {
        return new Files(http, wire, Optional.of(told.tls()));
    }

    /**
     * Whether an address leads to another server than the connection's.
     *
     * @param address a lease's or a guest's file's
     * @return false for the connection's own, which leases name with an asterisk too
     */
    public boolean elsewhere(String address) {
        return !http.own(url(address));
    }

    /**
     * The address of a datastore's file.
     *
     * @param datacenter the datacenter's inventory path without a leading slash, such as {@code site/DC0}; an ESXi host's is
     *     {@code ha-datacenter}
     * @param datastore the datastore's name
     * @param path the file within it, such as {@code vm/vm.vmx}
     * @return the address, every part encoded
     * @throws InvalidSpecException if the path would lead out of the datastore
     */
    public String address(String datacenter, String datastore, String path) {
        HttpUrl.Builder url = http.root().newBuilder().addPathSegment("folder");
        for (String segment : path.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                throw InvalidSpecException.of(List.of(new Violation(
                        "path", path, "a datastore's path has no . or ..", "name the file from the datastore's root")));
            }
            if (!segment.isEmpty()) {
                url.addPathSegment(segment);
            }
        }
        return url.addQueryParameter("dcPath", datacenter)
                .addQueryParameter("dsName", datastore)
                .build()
                .toString();
    }

    /**
     * How large a file is.
     *
     * @param address see {@link #address}
     * @return its size in bytes, where the server tells
     * @throws NotFoundException if there is none
     */
    public OptionalLong size(String address) {
        return wire.send("HEAD " + place(address), () -> {
            try (Response response = execute(request(address).head(), new Abort())) {
                checked(response, address);
                String length = response.header("Content-Length");
                return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        });
    }

    /**
     * Reads a file.
     *
     * @param address see {@link #address}, or a lease's, whose host {@code *} is this server
     * @param to where its bytes go; stays open
     * @param progress told how many bytes came so far
     * @param abort ends it early
     * @return how many bytes there were
     */
    public long download(String address, OutputStream to, LongConsumer progress, Abort abort) {
        return wire.send("GET " + place(address), () -> {
            try (Response response = execute(request(address).get(), abort)) {
                checked(response, address);
                return copy(response.body().byteStream(), to, progress);
            }
        });
    }

    /**
     * Writes a file.
     *
     * @param address see {@link #address}, or a lease's
     * @param from its bytes; stays open
     * @param length how many there are
     * @param progress told how many bytes went so far
     * @param abort ends it early
     */
    public void upload(String address, InputStream from, long length, LongConsumer progress, Abort abort) {
        RequestBody body = body(BYTES, from, length, progress);
        send("PUT", address, request(address).put(body), abort);
    }

    /**
     * Writes a file of a lease, as that wants it: what is made anew is put, into a disk that is there it is streamed.
     *
     * @param address the lease's
     * @param anew whether the file is made anew
     * @param from its bytes; stays open
     * @param length how many there are
     * @param progress told how many bytes went so far
     * @param abort ends it early
     */
    public void stream(
            String address, boolean anew, InputStream from, long length, LongConsumer progress, Abort abort) {
        RequestBody body = body(anew ? BYTES : DISK, from, length, progress);
        okhttp3.Request.Builder request = anew
                ? request(address).put(body).header("Overwrite", "t")
                : request(address).post(body);
        send(anew ? "PUT" : "POST", address, request, abort);
    }

    private void send(String verb, String address, okhttp3.Request.Builder request, Abort abort) {
        wire.send(verb + " " + place(address), () -> {
            try (Response response = execute(request, abort)) {
                checked(response, address);
                return true;
            }
        });
    }

    private static RequestBody body(MediaType type, InputStream from, long length, LongConsumer progress) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return type;
            }

            @Override
            public long contentLength() {
                return length;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                copy(from, sink.outputStream(), progress);
            }
        };
    }

    private static long copy(InputStream from, OutputStream to, LongConsumer progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long done = 0;
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            to.write(chunk, 0, n);
            done += n;
            progress.accept(done);
        }
        return done;
    }

    private okhttp3.Request.Builder request(String address) {
        return new okhttp3.Request.Builder().url(url(address));
    }

    /** Of what goes wrong with another server it is that one that is told. */
    private Response execute(okhttp3.Request.Builder request, Abort abort) throws IOException {
        HttpUrl url = request.build().url();
        boolean own = http.own(url);
        Call call = own || others.isEmpty() ? http.call(request, Duration.ZERO) : http.call(request, others.get());
        try {
            return Https.execute(call, abort);
        } catch (IOException e) {
            if (own) {
                throw e;
            }
            throw Troubles.of(e, url.host(), others.orElse(http.tls()));
        }
    }

    /** A lease names its server with an asterisk where it is the one that was asked. */
    private HttpUrl url(String address) {
        HttpUrl url = HttpUrl.get(address.replaceFirst("^https://\\*(:[0-9]+)?/", "https://placeholder.invalid/"));
        return url.host().equals("placeholder.invalid")
                ? url.newBuilder()
                        .host(http.root().host())
                        .port(http.root().port())
                        .build()
                : url;
    }

    /** The kind of place alone: names of files are data. */
    private String place(String address) {
        return "/" + url(address).pathSegments().get(0);
    }

    private void checked(Response response, String address) {
        if (!response.isSuccessful()) {
            throw refused(response.code(), url(address));
        }
    }

    private static EdgeVirtException refused(int status, HttpUrl url) {
        String file = String.join("/", url.pathSegments());
        Failure failure = Failure.of(url.host() + " refused " + file + " with HTTP status " + status)
                .backend(Faults.BACKEND)
                .nativeCode("HTTP " + status);
        return switch (status) {
            case 401 -> new SessionExpiredException(failure);
            case 403 ->
                new PermissionDeniedException(failure.hint(
                        "the login needs Datastore.Browse and Datastore.FileManagement on that datastore"));
            case 404 -> new NotFoundException(failure);
            case 507 -> new io.edgevirt.InsufficientResourcesException(failure);
            default -> Troubles.status(status, url.host());
        };
    }
}
