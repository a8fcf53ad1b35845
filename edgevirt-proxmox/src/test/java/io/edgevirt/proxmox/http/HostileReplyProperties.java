package io.edgevirt.proxmox.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.read.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A reply of a server that may be hostile")
class HostileReplyProperties {

    private static final String SECRET = "hush-hush";

    private static final String HONEST =
            "{\"data\":[{\"vmid\":100,\"name\":\"a\",\"cpu\":0.25,\"maxmem\":\"8589934592\","
                    + "\"template\":0,\"tags\":null,\"list\":[1,[2,{\"x\":true}]]}],\"errors\":{\"name\":\"wrong "
                    + SECRET
                    + "\"},\"message\":\"" + SECRET + " is wrong\"}";

    private static final List<String> ODD = List.of(
            "",
            "{",
            "{\"data\":" + "[".repeat(100_000),
            "{\"data\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
            "{\"data\":1e999999999}",
            "{\"data\":" + "9".repeat(100_000) + "}",
            "{\"data\":{\"vmid\":[],\"vmid\":{}}}",
            "{\"data\":\"\\ud800\"}",
            "{\"data\":NaN}",
            "\u0000\u0001\u0002",
            "{\"errors\":[1,2],\"message\":{\"a\":1},\"data\":7}",
            "{\"errors\":{\"\":null,\"a\":{\"b\":1}},\"data\":null}",
            "<!DOCTYPE html><html>&xxe;</html>");

    /** Honest ones with bytes changed, cut, doubled; odd ones; and none at all. */
    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> spoiled = Combinators.combine(
                        Arbitraries.integers().between(0, HONEST.length()),
                        Arbitraries.integers().between(0, HONEST.length()),
                        Arbitraries.bytes())
                .as((cut, at, with) -> {
                    byte[] bytes = HONEST.substring(0, cut).getBytes(StandardCharsets.UTF_8);
                    if (at < bytes.length) {
                        bytes[at] = with;
                    }
                    return bytes;
                });
        Arbitrary<byte[]> garbage = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> odd = Arbitraries.of(ODD).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(spoiled, garbage, odd);
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(100, 200, 204, 301, 400, 401, 403, 404, 500, 501, 502, 503, 595, 596, 599, 600, 999);
    }

    private static Call call() {
        return Call.post("/nodes/{node}/qemu", "pve1").withSecret("cipassword", SECRET);
    }

    @Property(tries = 500)
    @Label("is data or an error of EdgeVirt's, never anything else, and repeats no secret")
    void read(
            @ForAll("bodies") byte[] body,
            @ForAll("statuses") int status,
            @ForAll boolean proxmox,
            @ForAll boolean html,
            @ForAll String reason) {
        Reply reply = new Reply(status, reason + SECRET, proxmox, html, body);
        try {
            Json data = reply.tree(call(), "pve1").get("data");
            look(data);
        } catch (EdgeVirtException e) {
            assertFalse((e + " " + e.failure()).contains(SECRET), e::toString);
            assertTrue(e.failure().message().length() < 2000);
        }
    }

    /** Whatever is there can be asked for everything. */
    private static void look(Json data) {
        data.text();
        data.number();
        data.flag("template");
        data.decimal("cpu");
        data.list().forEach(HostileReplyProperties::look);
        data.fields().values().forEach(HostileReplyProperties::look);
    }
}
