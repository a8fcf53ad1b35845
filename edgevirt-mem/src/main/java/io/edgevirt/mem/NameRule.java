package io.edgevirt.mem;

import java.util.Optional;

/** Which names a system takes. */
enum NameRule {
    /** Any characters but control characters and lone surrogates. */
    PLAIN(1, 255, ""),
    /** libvirt refuses an empty name and one with a slash. */
    LIBVIRT(1, 255, "/"),
    /** vSphere escapes these three, and takes 80 characters. */
    VSPHERE(1, 80, "%/\\"),
    /** Hyper-V makes folders and files of names; New-VM takes 100 characters. */
    WINDOWS(1, 100, "<>:\"/\\|?*"),
    /** Proxmox takes DNS names (RFC 1123): labels of at most 63 letters, digits and hyphens. */
    DNS(1, 253, ""),
    /** Proxmox's configuration ids: a letter, then at least one letter, digit, underscore or hyphen, 40 in all. */
    CONFIG_ID(2, 40, "");

    private static final int LABEL = 63;

    private final int least;
    private final int most;
    private final String forbidden;

    NameRule(int least, int most, String forbidden) {
        this.least = least;
        this.most = most;
        this.forbidden = forbidden;
    }

    /** What is wrong with a name, if anything. */
    Optional<String> wrong(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < least || length > most) {
            return Optional.of("a name has " + least + " to " + most + " characters");
        }
        if (this == DNS) {
            return isDns(name) ? Optional.empty() : Optional.of("a name is a DNS name: letters, digits, hyphens, dots");
        }
        if (this == CONFIG_ID) {
            return isConfigId(name)
                    ? Optional.empty()
                    : Optional.of("a name begins with a letter and goes on with letters, digits, '_' and '-'");
        }
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return Optional.of("a name has no control characters and no half characters");
            }
            if (forbidden.indexOf(c) >= 0) {
                return Optional.of("a name has none of " + forbidden);
            }
        }
        return Optional.empty();
    }

    private static boolean isDns(String name) {
        for (String label : name.split("\\.", -1)) {
            boolean ends = label.startsWith("-") || label.endsWith("-");
            if (label.isEmpty()
                    || label.length() > LABEL
                    || ends
                    || !label.chars().allMatch(NameRule::isDnsChar)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDnsChar(int c) {
        return isLetter(c) || isDigit(c) || c == '-';
    }

    private static boolean isConfigId(String name) {
        return isLetter(name.charAt(0)) && name.chars().allMatch(c -> isDnsChar(c) || c == '_');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
