package io.edgevirt.proxmox.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users, tickets and API tokens. */
public final class Logins {
    private static final Pattern TOKEN = Pattern.compile("PVEAPIToken=([^!]+)!([^=]+)=(.+)");
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)PVEAuthCookie=([^;]+)");
    private static final String CODE = "totp:123456";

    private final Settings settings;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Boolean> twoFactor = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

    private record Token(String secret, boolean separated) {}

    private record Ticket(String user, String csrf, long born) {}

    Logins(Settings settings) {
        this.settings = settings;
    }

    /** Adds a user with a realm, such as {@code ann@pve}, or changes its password. */
    public void user(String user, String password) {
        passwords.put(user, password);
    }

    /** Asks a user for a second factor from now on; {@code totp:123456} is the right one. */
    public void twoFactor(String user) {
        twoFactor.put(user, true);
    }

    /** Adds an API token and returns its secret; a separated one has no rights until an ACL gives it some. */
    public String token(String user, String id, boolean separated) {
        String secret = UUID.nameUUIDFromBytes((user + "!" + id).getBytes(StandardCharsets.UTF_8))
                .toString();
        tokens.put(user + "!" + id, new Token(secret, separated));
        return secret;
    }

    /** Makes every ticket invalid that was given so far. */
    public void expire() {
        tickets.clear();
    }

    /** How many tickets were given and are still known. */
    public int tickets() {
        return tickets.size();
    }

    boolean knows(String user) {
        return passwords.containsKey(user);
    }

    Map<String, Boolean> users() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        passwords.keySet().stream().sorted().forEach(user -> all.put(user, twoFactor.containsKey(user)));
        return all;
    }

    /** Answers {@code POST /access/ticket}; a refusal takes its time. */
    Answer login(Map<String, String> given, String clusterName) {
        String name = given.getOrDefault("username", "");
        String user = name.contains("@") ? name : name + "@" + given.getOrDefault("realm", "pam");
        String password = given.getOrDefault("password", "");
        String challenge = given.getOrDefault("tfa-challenge", "");
        if (!challenge.isEmpty()) {
            return secondFactor(user, password, challenge, clusterName);
        }
        boolean renewed =
                ticket(password).filter(old -> old.user().equals(user)).isPresent();
        if (!renewed && !password.equals(passwords.get(user))) {
            throw refused();
        }
        return twoFactor.containsKey(user) && !renewed ? challenged(user) : granted(user, clusterName);
    }

    private Refusal refused() {
        World.sleep(settings.loginDelay);
        return new Refusal(401, "authentication failure");
    }

    private Answer secondFactor(String user, String code, String challenge, String clusterName) {
        Ticket first = tickets.get(challenge);
        if (first == null || !first.user().equals("!tfa!" + user) || !code.equals(CODE)) {
            throw refused();
        }
        return granted(user, clusterName);
    }

    private Answer challenged(String user) {
        String text = "PVE:!tfa!%7B%22totp%22%3Atrue%2C%22recovery%22%3A%22unavailable%22%7D:" + stamp() + "::"
                + UUID.randomUUID();
        tickets.put(text, new Ticket("!tfa!" + user, "", seconds()));
        return Answer.of(Map.of("username", user, "ticket", text, "NeedTFA", 1));
    }

    private Answer granted(String user, String clusterName) {
        String text = "PVE:" + user + ":" + stamp() + "::"
                + UUID.randomUUID().toString().replace('-', '+') + "==";
        String csrf = stamp() + ":" + UUID.randomUUID();
        tickets.put(text, new Ticket(user, csrf, seconds()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("username", user);
        data.put("ticket", text);
        data.put("CSRFPreventionToken", csrf);
        data.put("cap", Map.of("vms", Map.of("VM.Audit", 1), "nodes", Map.of("Sys.Audit", 1)));
        if (!clusterName.isEmpty()) {
            data.put("clustername", clusterName);
        }
        return Answer.of(data);
    }

    private long seconds() {
        return settings.clock.instant().getEpochSecond();
    }

    private String stamp() {
        return String.format("%08X", seconds());
    }

    private Optional<Ticket> ticket(String text) {
        return Optional.ofNullable(tickets.get(text))
                .filter(ticket -> seconds() - ticket.born() <= settings.ticketLife.toSeconds());
    }

    /**
     * Finds out who sent a request.
     *
     * @throws Refusal with status 401
     */
    Identity identify(HttpRequest request) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.filter(text -> text.startsWith("PVEAPIToken")).isPresent()) {
            return byToken(authorization.get());
        }
        Matcher cookie = COOKIE.matcher(request.header("cookie").orElse(""));
        if (!cookie.find()) {
            throw new Refusal(401, "No ticket");
        }
        String text = URLDecoder.decode(cookie.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        Ticket ticket = ticket(text)
                .filter(known -> !known.user().startsWith("!"))
                .orElseThrow(() -> new Refusal(401, "permission denied - invalid PVE ticket"));
        boolean reads = request.verb().equals("GET");
        if (!reads
                && !ticket.csrf().equals(request.header("csrfpreventiontoken").orElse(""))) {
            throw new Refusal(401, "Permission denied - invalid csrf token");
        }
        return new Identity(ticket.user(), "", false);
    }

    private Identity byToken(String header) {
        Matcher parts = TOKEN.matcher(header);
        if (!parts.matches()) {
            throw new Refusal(401, "no tokenid specified");
        }
        Token token = tokens.get(parts.group(1) + "!" + parts.group(2));
        if (token == null) {
            World.sleep(settings.loginDelay);
            throw new Refusal(401, "no such token '" + parts.group(2) + "' for user '" + parts.group(1) + "'");
        }
        if (!token.secret().equals(parts.group(3))) {
            World.sleep(settings.loginDelay);
            throw new Refusal(401, "invalid token value!");
        }
        return new Identity(parts.group(1), parts.group(2), token.separated());
    }
}
