package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Upload;
import java.util.Map;
import java.util.Optional;

/** Files brought to storages: sent along, or fetched by the server. */
final class UploadRoutes {

    private static final Map<String, String> ALGORITHMS = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");

    private static final Map<String, String> ENDINGS = Map.of(
            "iso", "(?i).*\\.(iso|img)",
            "vztmpl", ".*\\.tar\\.(gz|xz|zst|bz2)",
            "import", ".*\\.(ova|ovf|qcow2|raw|vmdk)");

    private final Site site;

    private UploadRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        UploadRoutes uploads = new UploadRoutes(site);
        routes.on("POST /nodes/{node}/storage/{storage}/upload", uploads::upload);
        routes.on("POST /nodes/{node}/storage/{storage}/download-url", uploads::download);
    }

    private Answer upload(Request request) {
        String node = site.node(request.node());
        Storage storage = fit(request, node, "can't upload to storage type '");
        Upload file = request.file().orElseThrow(() -> Refusal.failed("missing temporary file ''"));
        if (file.content().length == 0) {
            throw Refusal.failed("missing temporary file '/var/tmp/pveupload-0'");
        }
        String name = name(file.name(), request.needed("content"));
        Optional<Refusal> wrong = mismatch(request, file.content());
        return site.world().task(request, "imgcopy", "", run -> {
            run.log("starting file import from: /var/tmp/pveupload-" + Digests.of(name));
            run.log("target node: " + node);
            run.log("target file: " + storage.path(request.needed("content") + "/" + name, request.needed("content")));
            run.log("file size is: " + file.content().length);
            run.pass();
            wrong.ifPresent(it -> {
                throw it;
            });
            land(node, storage, request.needed("content"), name, file.content().length);
            run.log("finished file import successfully");
        });
    }

    private Answer download(Request request) {
        String node = site.node(request.node());
        Storage storage = fit(request, node, "can't upload to storage type '");
        String content = request.needed("content");
        String name = name(request.needed("filename"), content);
        String url = request.needed("url");
        return site.world().task(request, "download", name, run -> {
            run.log("downloading " + url + " to " + storage.path(content + "/" + name, content));
            run.pass();
            String volid = storage.id() + ":" + content + "/" + name;
            if (site.stores().volumes().find(node, volid).isPresent()) {
                throw Refusal.failed(
                        "refusing to override existing file '" + storage.path(content + "/" + name, content) + "'");
            }
            byte[] bytes = Optional.ofNullable(site.downloads().get(url))
                    .orElseThrow(() -> Refusal.failed("download failed: wget exited with status 8: 404 Not Found"));
            mismatch(request, bytes).ifPresent(it -> {
                throw it;
            });
            land(node, storage, content, name, bytes.length);
            run.log("download of '" + url + "' to '" + volid + "' finished");
        });
    }

    private Storage fit(Request request, String node, String refusal) {
        Storage storage = site.stores().usable(request.needed("storage"), node);
        if (!storage.files()) {
            throw Refusal.failed(refusal + storage.type() + "'");
        }
        String content = request.needed("content");
        if (!storage.content().contains(content)) {
            throw Refusal.failed("storage '" + storage.id() + "' does not support '" + content + "' content");
        }
        return storage;
    }

    /** What becomes of a file's name: no folders, and _ for all that is not plain. */
    private static String name(String given, String content) {
        String plain = given.strip().replaceFirst("^.*[/\\\\]", "").replaceAll("[^a-zA-Z0-9_.-]", "_");
        if (!plain.matches(ENDINGS.getOrDefault(content, ".*"))) {
            throw Refusal.parameter("filename", "wrong file extension");
        }
        return plain;
    }

    private static Optional<Refusal> mismatch(Request request, byte[] bytes) {
        if (request.text("checksum").isEmpty()) {
            return Optional.empty();
        }
        String algorithm = request.text("checksum-algorithm")
                .orElseThrow(() -> Refusal.parameter("checksum-algorithm", "missing algorithm for checksum"));
        String found = Digests.of(ALGORITHMS.getOrDefault(algorithm, "SHA-256"), bytes);
        String wanted = request.needed("checksum");
        return found.equalsIgnoreCase(wanted)
                ? Optional.empty()
                : Optional.of(Refusal.failed("checksum mismatch: got '" + found + "' != expect '" + wanted + "'"));
    }

    private void land(String node, Storage storage, String content, String name, long size) {
        String format = content.equals("iso") ? "iso" : name.substring(name.lastIndexOf('.') + 1);
        site.stores()
                .volumes()
                .put(Volume.of(node, storage.id() + ":" + content + "/" + name, content, format, size, 0));
    }
}
