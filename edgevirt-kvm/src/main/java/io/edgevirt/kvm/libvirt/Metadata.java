package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a domain's definition says about the domain for people and programs: description, title, elements. */
public final class Metadata {

    private static final int DESCRIPTION = 0;
    private static final int TITLE = 1;
    private static final int ELEMENT = 2;

    private final DomainCalls calls;

    Metadata(Session session) {
        calls = new DomainCalls(session);
    }

    /**
     * The description.
     *
     * @param uuid the domain
     * @param flags {@code AFFECT_} flags of {@link Devices}
     * @return empty if it has none
     */
    public Optional<String> description(UUID uuid, int flags) {
        return read(uuid, DESCRIPTION, null, flags);
    }

    /**
     * Sets the description.
     *
     * @param uuid the domain
     * @param text the new one; an empty text removes it
     * @param flags {@code AFFECT_} flags of {@link Devices}
     */
    public void description(UUID uuid, String text, int flags) {
        write(uuid, DESCRIPTION, text, null, null, flags);
    }

    /**
     * The title, one line.
     *
     * @param uuid the domain
     * @param flags {@code AFFECT_} flags of {@link Devices}
     * @return empty if it has none
     */
    public Optional<String> title(UUID uuid, int flags) {
        return read(uuid, TITLE, null, flags);
    }

    /**
     * Sets the title.
     *
     * @param uuid the domain
     * @param text the new one, without newlines; an empty text removes it
     * @param flags {@code AFFECT_} flags of {@link Devices}
     */
    public void title(UUID uuid, String text, int flags) {
        write(uuid, TITLE, text, null, null, flags);
    }

    /**
     * A program's own element.
     *
     * @param uuid the domain
     * @param namespace the element's XML namespace
     * @param flags {@code AFFECT_} flags of {@link Devices}
     * @return the element as XML; empty if there is none
     */
    public Optional<String> element(UUID uuid, String namespace, int flags) {
        return read(uuid, ELEMENT, namespace, flags);
    }

    /**
     * Sets a program's own element.
     *
     * @param uuid the domain
     * @param namespace the element's XML namespace
     * @param prefix the prefix to write it with
     * @param xml the element
     * @param flags {@code AFFECT_} flags of {@link Devices}
     */
    public void element(UUID uuid, String namespace, String prefix, String xml, int flags) {
        write(uuid, ELEMENT, xml, prefix, namespace, flags);
    }

    /**
     * Removes a program's own element.
     *
     * @param uuid the domain
     * @param namespace the element's XML namespace
     * @param flags {@code AFFECT_} flags of {@link Devices}
     */
    public void removeElement(UUID uuid, String namespace, int flags) {
        write(uuid, ELEMENT, null, null, namespace, flags);
    }

    private Optional<String> read(UUID uuid, int type, @Nullable String uri, int flags) {
        try {
            return Optional.of(calls.text(
                    uuid,
                    "virDomainGetMetadata",
                    (Pointer d) -> calls.lib().domain.virDomainGetMetadata(d, type, uri, flags)));
        } catch (LibvirtError e) {
            if (e.is(LibvirtError.NO_DOMAIN_METADATA)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void write(
            UUID uuid, int type, @Nullable String text, @Nullable String key, @Nullable String uri, int flags) {
        calls.act(
                uuid,
                "virDomainSetMetadata",
                d -> calls.lib().domain.virDomainSetMetadata(d, type, text, key, uri, flags));
    }
}
