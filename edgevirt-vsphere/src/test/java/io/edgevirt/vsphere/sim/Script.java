package io.edgevirt.vsphere.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What came to a relay, and what shall become of what comes. */
final class Script {

    /** A request: its number from 1 and its SOAP method. */
    record Seen(int index, Optional<String> method) {}

    /** What becomes of requests, of the first only or of all. */
    record Rule(Predicate<Seen> fits, boolean once, Effect effect) {}

    private final List<Seen> seen = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();

    synchronized void add(Rule rule) {
        rules.add(rule);
        if (rule.effect() instanceof Stall stall) {
            stalls.add(stall);
        }
    }

    /** Notes a request; the first rule that fits it is used up unless it is for all. */
    synchronized Optional<Effect> next(Optional<String> method) {
        Seen request = new Seen(seen.size() + 1, method);
        seen.add(request);
        Optional<Rule> rule = rules.stream().filter(r -> r.fits().test(request)).findFirst();
        rule.filter(Rule::once).ifPresent(rules::remove);
        return rule.map(Rule::effect);
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    synchronized boolean pending() {
        return rules.stream().anyMatch(Rule::once);
    }

    synchronized void forget() {
        rules.clear();
        seen.clear();
    }

    /** Nobody shall wait for ever. */
    synchronized void close() {
        rules.clear();
        stalls.forEach(Stall::abandon);
    }
}
