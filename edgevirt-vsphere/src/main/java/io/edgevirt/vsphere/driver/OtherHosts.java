package io.edgevirt.vsphere.driver;

import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Files;
import io.edgevirt.vsphere.soap.Thumbprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files at ESXi hosts that a vCenter leads to: each is known by what the vCenter, verified itself, tells of it. */
final class OtherHosts {

    private static final String THUMBPRINT = "summary.config.sslThumbprint";
    private static final String CERTIFICATE = "config.certificate";
    private static final String HOST = "runtime.host";

    private OtherHosts() {}

    /** Files of a lease's device, which tells the thumbprint of its host where one is needed. */
    static Files of(Site site, Element device) {
        Files files = site.vim().files();
        return device.text("sslThumbprint")
                .filter(t -> files.elsewhere(device.at("url").text()))
                .map(t -> files.at(new Thumbprint(t)))
                .orElse(files);
    }

    /** Files at an address that belongs to a machine: if it is elsewhere, it is at the machine's host. */
    static Files of(Site site, String address, Reference vm) {
        Files files = site.vim().files();
        if (!files.elsewhere(address)) {
            return files;
        }
        return site.inventory()
                .one(vm, HOST)
                .at(HOST)
                .reference()
                .flatMap(host -> told(site.inventory().one(host, THUMBPRINT, CERTIFICATE)))
                .map(files::at)
                .orElse(files);
    }

    /** The certificate itself, by its SHA-256, before the thumbprint, which is of SHA-1 and of older versions alone. */
    private static Optional<Thumbprint> told(Managed host) {
        return certificate(host.at(CERTIFICATE))
                .map(Thumbprint::ofCertificate)
                .or(() -> host.text(THUMBPRINT).map(Thumbprint::new));
    }

    /** Bytes come one by one, as numbers. */
    private static Optional<String> certificate(Element value) {
        List<Element> all = value.all("byte");
        byte[] bytes = new byte[all.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = all.get(i).number().orElse(0L).byteValue();
        }
        return Optional.of(new String(bytes, StandardCharsets.US_ASCII)).filter(t -> !t.isBlank());
    }
}
