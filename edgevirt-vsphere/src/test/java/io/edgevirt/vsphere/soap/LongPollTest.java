package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Stall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A long poll")
class LongPollTest {

    private static final Roots ROOTS = new Roots(
            new Reference("PropertyCollector", "pc"),
            new Reference("ViewManager", "views"),
            new Reference("Folder", "group-d1"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Loses the reply to the second wait, and keeps which version each wait asked for. */
    private static final class Losing implements Channel {
        private final List<String> versions = new ArrayList<>();

        @Override
        public <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader) {
            String answer = "<returnval type=\"" + method.replace("Create", "") + "\">" + method + "</returnval>";
            if (method.equals("WaitForUpdatesEx")) {
                versions.add(body.replaceAll("(?s).*<version>(.*)</version>.*|.*", "$1"));
                if (versions.size() == 2) {
                    throw new ConnectionException(Failure.of("the reply is lost"));
                }
                answer = "<returnval><version>" + versions.size() + "</version></returnval>";
            }
            try {
                String reply = "<Envelope><Body><R>" + answer + "</R></Body></Envelope>";
                return reader.read(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void renew() {}
    }

    private static List<String> versions(boolean machines) {
        Losing channel = new Losing();
        Watching watching = Watching.open(channel, ROOTS, PATIENCE, machines);
        watching.await();
        assertThrows(ConnectionException.class, watching::await);
        watching.await();
        return channel.versions;
    }

    @Test
    @DisplayName("whose reply was lost asks how all tasks are: none of them is missed")
    void lost() {
        assertEquals(List.of("", "1", ""), versions(false));
    }

    @Test
    @DisplayName("that watches machines as well goes on from what it was told last: no machine's end is missed")
    void lostWatch() {
        assertEquals(List.of("", "1", "1"), versions(true));
    }

    @ParameterizedTest(name = "a request timeout of {0}: {1}")
    @CsvSource({"PT0.2S, PT1S", "PT3S, PT3S", "PT30S, PT30S", "PT5M, PT30S"})
    @DisplayName("lets the server be silent no longer than any request, and no longer than proxies do")
    void length(Duration requestTimeout, Duration longPoll) {
        assertEquals(longPoll, Watching.longPoll(requestTimeout));
    }

    @Test
    @NeedsSimulator
    @DisplayName("of a session that is over ends as soon as there is another")
    void over() throws Exception {
        try (Bench bench = new Bench();
                Vim vim = bench.connect();
                Stall news = Stall.ofReply()) {
            bench.relay.next("WaitForUpdatesEx", news);
            String wait = UpdateRequests.await(
                    new Reference(
                            "PropertyCollector",
                            vim.content().getPropertyCollector().getVal()),
                    "",
                    PATIENCE);
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(
                    () -> vim.post("WaitForUpdatesEx", wait, PATIENCE.multipliedBy(3), in -> "news"));
            assertTrue(news.awaitArrival(PATIENCE));

            bench.relay.expireSessions();
            vim.renew();

            CompletionException ended = assertThrows(
                    CompletionException.class,
                    () -> waiting.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .join());
            assertInstanceOf(ConnectionException.class, ended.getCause());
        }
    }
}
