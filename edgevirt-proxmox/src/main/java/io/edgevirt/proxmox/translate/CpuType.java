package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.read.PropertyString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kind of processor that a guest sees, and whether it can virtualize. */
public final class CpuType {

    /** The configuration's key. */
    public static final String KEY = "cpu";

    private static final String TYPE = "cputype";
    private static final String FLAGS = "flags";
    private static final String HOST = "host";
    private static final String OLDEST = "kvm64";
    private static final Pattern OF_VIRTUALIZATION = Pattern.compile("[+-](?:vmx|svm|nested-virt)");
    private static final Pattern GENERIC = Pattern.compile("x86-64-v.*|kvm(?:32|64)");

    private CpuType() {}

    /**
     * Whether the guest's processor can virtualize, as far as the machine's configuration goes: its host must let it.
     *
     * @param cpu the configuration's value
     * @return what a flag says; else true for the host's own processor and false for the generic ones; empty for models of
     *     which it depends on their maker
     */
    public static Optional<Boolean> nested(Optional<String> cpu) {
        PropertyString read = PropertyString.parse(cpu.orElse(""), TYPE);
        for (String flag : flags(read)) {
            if (OF_VIRTUALIZATION.matcher(flag).matches()) {
                return Optional.of(flag.startsWith("+"));
            }
        }
        String type = read.get(TYPE).orElse(OLDEST);
        if (type.equals(HOST) || type.equals("max")) {
            return Optional.of(true);
        }
        return GENERIC.matcher(type).matches() ? Optional.of(false) : Optional.empty();
    }

    /**
     * The configuration's value with virtualization for the guest, or without.
     *
     * @param cpu the present value
     * @param on whether the guest's processor is to virtualize
     * @param version the server's
     * @return the host's own processor; or one that any host of the last years has, which has no such thing
     */
    public static String with(Optional<String> cpu, boolean on, Version version) {
        PropertyString now = PropertyString.parse(cpu.orElse(""), TYPE);
        List<String> rest = flags(now).stream()
                .filter(f -> !OF_VIRTUALIZATION.matcher(f).matches())
                .toList();
        PropertyString plain = rest.isEmpty() ? now.without(FLAGS) : now.with(FLAGS, String.join(";", rest));
        boolean generic =
                now.get(TYPE).filter(t -> GENERIC.matcher(t).matches()).isPresent();
        String type = generic && !on ? now.get(TYPE).get() : on ? HOST : common(version);
        return plain.with(TYPE, type).text();
    }

    /** Proxmox VE has these generic kinds since 8.0. */
    private static String common(Version version) {
        return version.atLeast(8) ? "x86-64-v2-AES" : OLDEST;
    }

    private static List<String> flags(PropertyString cpu) {
        return cpu.get(FLAGS).map(f -> Arrays.asList(f.split(";"))).orElse(List.of());
    }
}
