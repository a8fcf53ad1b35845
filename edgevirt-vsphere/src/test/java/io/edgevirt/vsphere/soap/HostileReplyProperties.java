package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.ws.Argument;
import io.edgevirt.EdgeVirtException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("A reply, spoilt or hostile or of a newer version,")
class HostileReplyProperties {

    private static final String CANARY = "canary-7f3a91";
    private static final Pattern CLOSING = Pattern.compile("</[A-Za-z]+>");
    private static final Pattern TEXT = Pattern.compile(">([^<>\\s][^<>]*)</");

    private static RecordedReplies replies;
    private static Path canary;
    private static ServerSocketChannel listener;
    private static List<String> scraps;

    @BeforeContainer
    static void start() throws IOException {
        replies = RecordedReplies.record();
        canary = Files.writeString(Files.createTempFile("edgevirt-canary", ".txt"), CANARY);
        listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        listener.configureBlocking(false);
        String url = "http://127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort() + "/x.dtd";
        String file = canary.toUri().toString();
        scraps = List.of(
                "<!DOCTYPE x SYSTEM \"" + url + "\">",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"" + file + "\">]>",
                "<!DOCTYPE x [<!ENTITY % a SYSTEM \"" + url + "\"> %a;]>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
                "&a;",
                "&b;",
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"" + file + "\"/>",
                "<?xml-stylesheet href=\"" + url + "\"?>",
                "<![CDATA[&a;]]>",
                "<!--",
                "<a xsi:type=\"java.io.File\">" + file + "</a>",
                "<a xsi:schemaLocation=\"urn:vim25 " + url + "\"/>",
                "xsi:type=\"ArrayOfInt\"",
                "]]>",
                "\u0000",
                "\ud83d",
                "&#0;",
                "99999999999999999999",
                "<");
    }

    @AfterContainer
    static void stop() throws IOException {
        listener.close();
        Files.delete(canary);
    }

    /** A scrap before anything, or anywhere; bytes away, doubled or changed. */
    private static byte[] spoilt(String reply, Random random, int times) {
        StringBuilder text = new StringBuilder(reply);
        for (int i = 0; i < times && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, Math.max(at + 1, end));
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, (char) random.nextInt(300));
                case 3 -> text.insert(text.indexOf("?>") + 2, scrap(random));
                case 4 -> text.setLength(Math.max(1, at));
                default -> text.insert(text.indexOf(">", at) + 1, scrap(random));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String scrap(Random random) {
        return scraps.get(random.nextInt(scraps.size()));
    }

    private static String shown(Optional<Object> value) {
        return value.map(v -> new Request("m", List.of(new Argument("it", "Object", v)), "").xml())
                .orElse("");
    }

    private static Optional<Object> read(RecordedReplies.Reply reply, byte[] bytes) throws XMLStreamException {
        return NativeObjects.of(
                reply.returns(), Envelope.read(new ByteArrayInputStream(bytes)).values());
    }

    private static void nothingLeaked(String seen) throws IOException {
        assertFalse(seen.contains(CANARY), seen);
        assertNull(listener.accept());
    }

    @Property(tries = 3000)
    @Label("is a value still, or the error that tells of a reply that cannot be read")
    void objects(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int times) throws IOException {
        Random random = new Random(seed);
        RecordedReplies.Reply reply = replies.any(random);
        String seen;
        try {
            seen = String.valueOf(
                    read(reply, spoilt(reply.text(), random, times)).map(Object::getClass));
        } catch (EdgeVirtException e) {
            seen = e.toString();
        } catch (XMLStreamException e) {
            seen = Troubles.malformed(e).toString();
        }
        nothingLeaked(seen);
    }

    @Property(tries = 1500)
    @Label("reaches vijava as what it can read, or not at all")
    void vijava(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int times) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = spoilt(replies.any(random).text(), random, times);
        String seen;
        try {
            ServiceContent content = Bridge.port("https://127.0.0.1/sdk", e -> pruned(bytes))
                    .retrieveServiceContent(Request.ref("ServiceInstance", "ServiceInstance"));
            seen = String.valueOf(content);
        } catch (IOException | RuntimeException e) {
            seen = e.toString() + e.getCause();
        }
        nothingLeaked(seen);
    }

    private static byte[] pruned(byte[] bytes) {
        try {
            return Pruned.envelope("retrieveServiceContent", Envelope.body(new ByteArrayInputStream(bytes)));
        } catch (XMLStreamException e) {
            throw Troubles.malformed(e);
        }
    }

    @Property(tries = 1500)
    @Label("keeps every value beside which a stranger stands, wherever that is")
    void strangers(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int times) throws XMLStreamException {
        Random random = new Random(seed);
        RecordedReplies.Reply reply = replies.good(random);
        StringBuilder text = new StringBuilder(reply.text());
        for (int i = 0; i < times; i++) {
            List<MatchResult> places =
                    new ArrayList<>(CLOSING.matcher(text).results().toList());
            int last = text.lastIndexOf("</returnval>");
            places.removeIf(p -> p.end() > last);
            text.insert(
                    places.get(random.nextInt(places.size())).end(),
                    "<fieldOfTomorrow xmlns:i=\"" + NativeXml.XSI
                            + "\" i:type=\"TypeOfTomorrow\"><a>1</a><a><b/></a></fieldOfTomorrow>");
        }
        assertEquals(
                shown(read(reply, reply.text().getBytes(StandardCharsets.UTF_8))),
                shown(read(reply, text.toString().getBytes(StandardCharsets.UTF_8))));
    }

    @Property(tries = 1500)
    @Label("is read with any value in it replaced by one of tomorrow's")
    void values(@ForAll long seed) throws XMLStreamException {
        Random random = new Random(seed);
        RecordedReplies.Reply reply = replies.good(random);
        int body = reply.text().indexOf("<returnval");
        List<MatchResult> texts = TEXT.matcher(reply.text())
                .results()
                .filter(t -> t.start() > body)
                .toList();
        MatchResult at = texts.get(random.nextInt(texts.size()));
        String changed = reply.text().substring(0, at.start(1)) + "valueOfTomorrow"
                + reply.text().substring(at.end(1));
        assertTrue(read(reply, changed.getBytes(StandardCharsets.UTF_8)).isPresent());
    }
}
