package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.kvm.xml.XmlRefused;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans a machine of the user's own domain XML. It is defined as it is written, but for a uuid where it has none: by that
 * the machine is known after a lost reply. A machine that exists is never defined anew.
 */
final class NativePlan {

    private final Node node;
    private final Reads reads;

    NativePlan(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    Work plan(String text) {
        XmlElement xml;
        try {
            xml = XmlElement.parse(text);
        } catch (XmlRefused e) {
            return Work.stopped(NameRules.invalid(
                    "xml", text, "domain XML without DTD and entities: it " + e.getMessage(), "correct it"));
        }
        DomainText domain = new DomainText(xml);
        Optional<Finding> wrong = wrong(xml, domain);
        if (wrong.isPresent()) {
            return Work.stopped(wrong.get());
        }
        String name = domain.name().orElseThrow();
        Optional<Finding> taken = CreatePlan.taken(reads, name);
        if (taken.isPresent()) {
            return Work.stopped(taken.get());
        }
        UUID uuid = domain.uuid().map(UUID::fromString).orElseGet(UUID::randomUUID);
        if (reads.lib().domains().find(uuid).isPresent()) {
            return Work.stopped(Finding.fail(
                    "uuid",
                    Problem.ALREADY_EXISTS,
                    uuid.toString(),
                    "there is a machine of that uuid",
                    "leave the uuid out, or delete that machine"));
        }
        if (domain.uuid().isEmpty()) {
            xml.removeAll("uuid").add("uuid", uuid);
        }
        String document = xml.document();
        return Work.of(new DomainSteps(reads, node).define(name, uuid, document, withoutSecrets(xml)));
    }

    private static Optional<Finding> wrong(XmlElement xml, DomainText domain) {
        if (!xml.name().equals("domain")) {
            return Optional.of(NameRules.invalid(
                    "xml", xml.name(), "the root element is <domain>", "give domain XML, as virsh dumpxml prints it"));
        }
        if (domain.name().isEmpty()) {
            return Optional.of(NameRules.invalid("name", "", "a domain has a <name>", "add it"));
        }
        List<Finding> names =
                new NameRules().fileName("name", domain.name().orElseThrow()).findings();
        if (!names.isEmpty()) {
            return names.stream().findFirst();
        }
        if (domain.uuid().isPresent() && !isUuid(domain.uuid().get())) {
            return Optional.of(NameRules.invalid(
                    "uuid", domain.uuid().get(), "a uuid has 32 hexadecimal digits and hyphens", "leave it out"));
        }
        return Optional.empty();
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    /** Attributes that libvirt itself hides unless asked for secrets. */
    private static String withoutSecrets(XmlElement xml) {
        XmlElement shown = xml.copy();
        shown.all("devices/graphics").forEach(g -> g.attribute("passwd").ifPresent(p -> g.with("passwd", "***")));
        return shown.document();
    }
}
